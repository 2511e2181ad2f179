using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Devices;

/// <summary>A graphics card as libtorch's device.</summary>
public static class CudaDevice
{
    /// <summary>Whether libtorch can compute on a graphics card here.</summary>
    /// <exception cref="ReportedException">As of <see cref="LibTorch.Load"/>.</exception>
    public static bool IsAvailable
    {
        get
        {
            LibTorch.Load();
            return cuda.is_available();
        }
    }

    /// <summary>
    /// Makes a card ready: sets for the whole process whether float32 may be computed in TF32, and takes those of cuDNN's convolutions that add in a fixed order.
    /// </summary>
    /// <param name="index">Its number.</param>
    /// <param name="tf32">Whether convolutions and matrix products of float32 numbers may leave out 13 of their 23 digits after the binary point.</param>
    /// <exception cref="ReportedException">There is no such card, no driver, or this libtorch was not built for graphics cards.</exception>
    public static Device Open(int index, bool tf32)
    {
        if (!IsAvailable) throw new ReportedException($"device: {WhatIsMissing()}; see docs/gpu.md, or use --device cpu.");
        int count = cuda.device_count();
        if (index >= count) throw new ReportedException($"device: there is no cuda:{index}, libtorch sees {count} graphics card(s), numbered from 0; choose another, or look at CUDA_VISIBLE_DEVICES.");
        backends.cuda.matmul.allow_tf32 = tf32;
        backends.cudnn.allow_tf32 = tf32;
        _ = DeterministicConvolutions.Require();
        return device("cuda", index);
    }

    private static string WhatIsMissing()
    {
        if (!LibTorch.IsBuiltForCuda)
        {
            string file = LibTorch.Files is [var path, ..] ? $" ({path})" : "";
            return $"libtorch {LibTorch.Version}{file} is built without CUDA; name a PyTorch that has it in the environment variable {LibTorch.Variable}, or build with -p:LibTorch=cuda";
        }

        return GraphicsCard.All() switch
        {
            null => "libtorch is built for CUDA, but this machine has no driver of NVIDIA (libcuda.so.1); install it",
            { Count: 0 } => "libtorch is built for CUDA, but the driver shows no graphics card; look at nvidia-smi and CUDA_VISIBLE_DEVICES",
            _ => $"libtorch {LibTorch.Version} is built for CUDA and there is a graphics card, but the two do not work together; the driver may be older than this CUDA needs (nvidia-smi)",
        };
    }
}

"""Made the checkpoints beside this file, once, with PyTorch 1.13.1: python3 make.py

Tests read the checkpoints; nothing runs this script. The values are counted up, so that tests can state them.
"""
import collections

import torch
from torch import nn

# Every type, and every way in which a tensor can lie in its storage.
block = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
views = collections.OrderedDict()
views["float32"] = block.clone()
views["transposed"] = block.permute(2, 0, 1)
views["sliced"] = block[1, :, 1:3]
views["expanded"] = torch.tensor([7.0]).expand(3, 2)
for dtype in ("float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8"):
    views[dtype] = torch.arange(1, 6).to(getattr(torch, dtype))
views["bool"] = torch.tensor([True, False, True])
views["scalar"] = torch.tensor(2**40 + 1)
views["empty"] = torch.empty(0, 3)
views["parameter"] = nn.Parameter(torch.tensor([0.5, -0.25]))
torch.save(views, "views.pth")

# A checkpoint in the middle of training on several devices: weights among other values, with the prefix "module.".
network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))
optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
network(torch.ones(1, 1, 5, 5)).sum().backward()
optimizer.step()
with torch.no_grad():
    for index, parameter in enumerate(network.parameters()):
        parameter.copy_(torch.arange(parameter.numel()).reshape(parameter.shape) + 100.0 * index)
training = {
    "epoch": 3,
    "loss": 0.25,
    "state_dict": nn.DataParallel(network).state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(training, "training.pth")

# What the reader must refuse: a module with its code, and the format before version 1.6.
torch.save(network, "whole-module.pth")
torch.save(network.state_dict(), "legacy.pth", _use_new_zipfile_serialization=False)

#!/usr/bin/env python3
"""The operations of the published SS-Net program, written anew in plain PyTorch, to be timed beside SsNet.Benchmarks.

    python3 steps.py step3d --patch 112 112 80 --batch 4 --iterations 2 --threads 2
    python3 steps.py step2d --patch 256 256 --batch 24
    python3 steps.py window --patch 112 112 80

The operations are those of the released code, in its order: one graph for all losses, a matrix of all features and
prototypes, prototypes that pass through NumPy, a backward pass through all weights for the adversarial direction.
Samples are made up, as those of SsNet.Benchmarks: noise with a ball that is the label.
"""
import argparse
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F

LENGTH = 32  # of a projected feature


def stage(convolution, channels, activation):
    norm = nn.BatchNorm3d if isinstance(convolution, (nn.Conv3d, nn.ConvTranspose3d)) else nn.BatchNorm2d
    return nn.Sequential(convolution, norm(channels), activation())


def perceptron(inputs, outputs, activation):
    return nn.Sequential(nn.Linear(inputs, LENGTH), nn.BatchNorm1d(LENGTH), activation, nn.Linear(LENGTH, outputs))


class Heads(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.projection = perceptron(width, LENGTH, nn.ReLU(inplace=True))
        self.prediction = perceptron(LENGTH, LENGTH, nn.ReLU(inplace=True))
        self.selector = nn.ModuleList(perceptron(LENGTH, 1, nn.LeakyReLU(0.2, inplace=True)) for _ in range(classes))
        self.memory_selector = nn.ModuleList(perceptron(LENGTH, 1, nn.LeakyReLU(0.2, inplace=True)) for _ in range(classes))


class VNet(nn.Module):
    """Five levels: strided convolutions down, transposed ones up, skip connections added."""

    def __init__(self, width, classes):
        super().__init__()
        relu = lambda: nn.ReLU(inplace=True)

        def block(count, channels, inputs=None):
            return nn.Sequential(*[
                stage(nn.Conv3d(inputs if i == 0 and inputs else channels, channels, 3, padding=1), channels, relu)
                for i in range(count)])

        widths = [width << level for level in range(5)]
        self.down_blocks = nn.ModuleList([block(1, width, 1), block(2, widths[1]), block(3, widths[2]), block(3, widths[3]), block(3, widths[4])])
        self.halvings = nn.ModuleList(stage(nn.Conv3d(w, 2 * w, 2, stride=2), 2 * w, relu) for w in widths[:-1])
        self.doublings = nn.ModuleList(stage(nn.ConvTranspose3d(2 * w, w, 2, stride=2), w, relu) for w in reversed(widths[:-1]))
        self.up_blocks = nn.ModuleList([block(3, widths[3]), block(3, widths[2]), block(2, widths[1]), block(1, width)])
        self.dropout = nn.Dropout3d(0.5)
        self.classifier = nn.Conv3d(width, classes, 1)
        self.heads = Heads(width, classes)

    def forward(self, x):
        levels = [self.down_blocks[0](x)]
        for halve, block in zip(self.halvings, self.down_blocks[1:]):
            levels.append(block(halve(levels[-1])))
        x = self.dropout(levels.pop())
        for double, block in zip(self.doublings, self.up_blocks):
            x = block(double(x) + levels.pop())
        x = self.dropout(x)
        return self.classifier(x), x


class UNet(nn.Module):
    """Five levels: maxima down, interpolation up, skip connections concatenated."""

    def __init__(self, width, classes):
        super().__init__()

        def block(inputs, channels, dropout):
            return nn.Sequential(
                stage(nn.Conv2d(inputs, channels, 3, padding=1), channels, nn.LeakyReLU), nn.Dropout(dropout),
                stage(nn.Conv2d(channels, channels, 3, padding=1), channels, nn.LeakyReLU))

        widths = [width << level for level in range(5)]
        self.down_blocks = nn.ModuleList(block(i, o, p) for i, o, p in zip([1] + widths[:-1], widths, [0.05, 0.1, 0.2, 0.3, 0.5]))
        self.narrowings = nn.ModuleList(nn.Conv2d(2 * w, w, 1) for w in reversed(widths[:-1]))
        self.up_blocks = nn.ModuleList(block(2 * w, w, 0.0) for w in reversed(widths[:-1]))
        self.classifier = nn.Conv2d(width, classes, 3, padding=1)
        self.heads = Heads(width, classes)

    def forward(self, x):
        levels = []
        for level, block in enumerate(self.down_blocks):
            levels.append(block(F.max_pool2d(levels[-1], 2) if level else x))
        x = levels.pop()
        for narrow, block in zip(self.narrowings, self.up_blocks):
            up = F.interpolate(narrow(x), scale_factor=2, mode="bilinear", align_corners=True)
            x = block(torch.cat([levels.pop(), up], 1))
        return self.classifier(x), x


def linear_dice(a, b):
    return 1 - (2 * (a * b).sum() + 1e-8) / (a.sum() + b.sum() + 1e-8)


def squared_dice(a, b):
    classes = a.shape[1]
    loss = 0.0
    for c in range(classes):
        x, y = a[:, c], b[:, c].float()
        loss = loss + 1 - (2 * (x * y).sum() + 1e-10) / ((x * x).sum() + (y * y).sum() + 1e-10)
    return loss / classes


def unit(values):
    flat = values.view(values.shape[0], -1, *(1 for _ in range(values.dim() - 2)))
    return values / (torch.norm(flat, dim=1, keepdim=True) + 1e-8)


def track(model, value):
    for module in model.modules():
        if hasattr(module, "track_running_stats"):
            module.track_running_stats = value


def smoothness(model, x, distance, magnitude):
    with torch.no_grad():
        clean = F.softmax(model(x)[0], 1)
    direction = unit(torch.rand(x.shape) - 0.5)
    track(model, False)
    direction.requires_grad_(True)
    distance(F.softmax(model(x + 10.0 * direction)[0], 1), clean).backward()
    adversarial = unit(direction.grad)
    model.zero_grad()
    loss = distance(F.softmax(model(x + magnitude * adversarial)[0], 1), clean)
    track(model, True)
    return loss


def update_memory(heads, memory, features, labels):
    labels = labels.numpy()
    for c in range(len(memory)):
        rows = features[labels == c]
        if rows.shape[0] > LENGTH:
            with torch.no_grad():
                order = torch.sort(torch.sigmoid(heads.selector[c](rows))[:, 0])[1].numpy()
            memory[c] = rows.numpy()[order][:LENGTH]
        elif rows.shape[0] > 0:
            memory[c] = rows.numpy()


def separation(heads, memory, features, labels):
    loss = 0.0
    for c, stored in enumerate(memory):
        rows = features[labels == c]
        if stored is None or rows.shape[0] < 2 or stored.shape[0] < 2:
            continue
        prototypes = F.normalize(torch.from_numpy(stored), dim=1)
        distances = 1 - torch.mm(F.normalize(rows, dim=1), prototypes.t())
        weights = torch.sigmoid(heads.selector[c](rows.detach()))
        weights = weights.shape[0] / weights.sum(0) * weights
        distances = distances * weights.repeat(1, distances.shape[1])
        memory_weights = torch.sigmoid(heads.memory_selector[c](prototypes)).t()
        memory_weights = memory_weights.shape[0] / memory_weights.sum(0) * memory_weights
        distances = distances * memory_weights.repeat(distances.shape[0], 1)
        loss = loss + distances.mean()
    return loss / len(memory)


def step(model, optimiser, memory, images, labels, weight):
    model.train()
    heads, labelled, classes = model.heads, images.shape[0] // 2, len(memory)
    logits, features = model(images)
    probabilities = F.softmax(logits, 1)
    true = labels[:labelled]
    predicted, pseudo = probabilities[:labelled].argmax(1), probabilities[labelled:].argmax(1)

    rows = features.movedim(1, -1)
    correct = (predicted == true) & (predicted > 0)
    with torch.no_grad():
        model.eval()
        candidates = heads.projection(rows[:labelled][correct])
        model.train()
    update_memory(heads, memory, candidates, true[correct])
    terms = [
        separation(heads, memory, heads.prediction(heads.projection(part.reshape(-1, rows.shape[-1]))), target.reshape(-1))
        for part, target in ((rows[:labelled], true), (rows[labelled:], pseudo))]

    if classes == 2:
        supervised, distance, magnitude = linear_dice(probabilities[:labelled, 1], true == 1), linear_dice, 10.0
    else:
        one_hot = torch.stack([true == c for c in range(classes)], 1)
        supervised, distance, magnitude = squared_dice(probabilities[:labelled], one_hot), squared_dice, 6.0
    loss = supervised + weight * (smoothness(model, images, distance, magnitude) + 0.1 * sum(terms))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss)


def samples(batch, patch, classes):
    """Noise; class c is a ball around the middle, the smaller the higher c, and brighter than what is around it."""
    axes = torch.meshgrid(*[torch.linspace(-1, 1, n) for n in patch], indexing="ij")
    radius = sum(axis ** 2 for axis in axes).sqrt()
    label = sum((radius < 0.8 * (classes - c) / classes).long() for c in range(1, classes))
    labels = label.expand(batch, *patch).contiguous()
    return torch.randn(batch, 1, *patch) + labels.unsqueeze(1), labels


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["step3d", "step2d", "window"])
    parser.add_argument("--patch", type=int, nargs="+")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--classes", type=int)
    parser.add_argument("--iterations", type=int, default=2, help="counted, after one that is not")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    two = options.verb == "step2d"
    patch = options.patch or ([256, 256] if two else [112, 112, 80])
    batch = options.batch or (1 if options.verb == "window" else 24 if two else 4)
    classes = options.classes or (4 if len(patch) == 2 else 2)
    torch.manual_seed(1337)
    torch.set_num_threads(options.threads)
    model = (UNet if len(patch) == 2 else VNet)(options.width, classes)
    images, labels = samples(batch, patch, classes)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-4)
    memory = [None] * classes

    def run():
        if options.verb != "window":
            return step(model, optimiser, memory, images, labels, 0.5)
        model.eval()
        with torch.no_grad():
            return float(F.softmax(model(images)[0], 1).mean())

    times = []
    for iteration in range(options.iterations + 1):
        begun = time.perf_counter()
        value = run()
        times.append(time.perf_counter() - begun)
        print(f"iteration {iteration}{'' if iteration else ' (not counted)'}: {times[-1]:.3f} s, {value:.5f}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2 ** 20
    counted = times[1:]
    print(f"PyTorch {torch.__version__}: median {statistics.median(counted):.3f} s, minimum {min(counted):.3f} s, "
          f"maximum {max(counted):.3f} s, peak {peak:.2f} GiB")


if __name__ == "__main__":
    main()

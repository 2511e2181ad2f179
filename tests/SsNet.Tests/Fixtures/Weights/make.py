<<<<<<< HEAD
import sys, torch, collections
from torch import nn
out = sys.argv[1]
a = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
plain = collections.OrderedDict()
plain['float32'] = a.clone()
plain['transposed'] = a.permute(2, 0, 1)          # strides 1, 12, 4 of the storage
plain['sliced'] = a[1, :, 1:3]                    # offset 13, same storage
plain['expanded'] = torch.tensor([7.0]).expand(3, 2)
for name, dtype in [('float64', torch.float64), ('float16', torch.float16), ('bfloat16', torch.bfloat16), ('int64', torch.int64),
                    ('int32', torch.int32), ('int16', torch.int16), ('int8', torch.int8), ('uint8', torch.uint8)]:
    plain[name] = torch.arange(1, 6).to(dtype)
plain['bool'] = torch.tensor([True, False, True])
plain['scalar'] = torch.tensor(2**40 + 1)
plain['empty'] = torch.empty(0, 3)
plain['parameter'] = nn.Parameter(torch.tensor([0.5, -0.25]))
torch.save(plain, out + '/views.pth')

torch.manual_seed(0)
net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))
with torch.no_grad():
    for i, p in enumerate(net.parameters()):
        p.copy_(torch.arange(p.numel()).reshape(p.shape) + 100.0 * i)
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
net(torch.randn(1, 1, 5, 5)).sum().backward(); optimizer.step()
with torch.no_grad():
    for i, p in enumerate(net.parameters()):
        p.copy_(torch.arange(p.numel()).reshape(p.shape) + 100.0 * i)
wrapped = nn.DataParallel(net)
torch.save({'epoch': 3, 'loss': 0.25, 'state_dict': wrapped.state_dict(), 'optimizer': optimizer.state_dict()}, out + '/training.pth')
torch.save(net, out + '/whole-module.pth')
torch.save(net.state_dict(), out + '/legacy.pth', _use_new_zipfile_serialization=False)
print(net.state_dict().keys(), net.state_dict()['1.num_batches_tracked'])
=======
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
>>>>>>> weights

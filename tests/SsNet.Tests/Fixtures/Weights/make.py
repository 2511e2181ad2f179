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

"""Checkpoints, whole modules, TorchScript, phone models and packages as PyTorch writes them."""
import collections
import os
import pickle

from kit import beside, clean, hostile, need

need("torch")
import torch
from torch import nn

torch.manual_seed(1)


class Call:
    def __reduce__(self):
        return os.getcwd, ()


def transformer():
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2)


MODULES = {
    "linear": nn.Linear(3, 2),
    "mlp": nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Dropout(), nn.BatchNorm1d(4), nn.Linear(4, 2), nn.Softmax(dim=1)),
    "named": nn.Sequential(collections.OrderedDict([("exec", nn.Linear(2, 2)), ("ReadFile", nn.ReLU())])),
    "convolution": nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2), nn.Flatten(), nn.AdaptiveAvgPool1d(4), nn.GELU(), nn.LayerNorm(4)),
    "recurrent": nn.ModuleDict({"lstm": nn.LSTM(3, 4, 2, bidirectional=True), "gru": nn.GRU(3, 4), "rnn": nn.RNN(3, 4)}),
    "embedding": nn.ModuleList([nn.Embedding(10, 3), nn.EmbeddingBag(10, 3)]),
    "transformer": transformer(),
    "attention": nn.MultiheadAttention(8, 2),
    "losses": nn.ModuleList([nn.CrossEntropyLoss(), nn.MSELoss(), nn.BCEWithLogitsLoss(torch.ones(3)), nn.SmoothL1Loss()]),
    "activations": nn.ModuleList([nn.Sigmoid(), nn.Tanh(), nn.LeakyReLU(), nn.SiLU(), nn.ELU(), nn.Hardswish(), nn.PReLU(), nn.Mish(), nn.Softplus(), nn.LogSoftmax(1)]),
    "normalisations": nn.ModuleList([nn.BatchNorm2d(2), nn.GroupNorm(2, 4), nn.InstanceNorm1d(2), nn.LocalResponseNorm(2)]),
    "transposed": nn.Sequential(nn.ConvTranspose2d(2, 1, 3), nn.Upsample(scale_factor=2), nn.ZeroPad2d(1), nn.PixelShuffle(1)),
    "weight-norm": nn.utils.weight_norm(nn.Linear(3, 2)),
    "parameters": nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": nn.Parameter(torch.ones(3))}),
    "identity": nn.Identity(),
}
TENSORS = {
    "tensor": torch.arange(10.0),
    "types": [torch.ones(2, dtype=t) for t in (torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool, torch.complex64)],
    "views": (lambda base: {"a": base, "b": base[2:], "c": base.view(2, 5).t()})(torch.arange(10.0)),
    "empty": torch.zeros(0, 3),
    "scalar": torch.tensor(3),
    "sparse": torch.eye(3).to_sparse(),
    "sparse-csr": torch.eye(3).to_sparse_csr(),
    "quantized": torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8),
    "quantized-channels": torch.quantize_per_channel(torch.ones(2, 2), torch.tensor([0.1, 0.2]), torch.tensor([0, 0]), 0, torch.quint8),
    "parameter": nn.Parameter(torch.ones(3)),
    "gradient": torch.ones(2, requires_grad=True),
    "metadata": {"size": torch.Size([1, 2]), "device": torch.device("cpu"), "dtype": torch.float32, "layout": torch.strided, "format": torch.channels_last, "scheme": torch.per_tensor_affine},
    "generator-state": torch.get_rng_state(),
    "meta": torch.ones(2, device="meta"),
    "storage": torch.FloatStorage([1.0, 2.0]),
    "lightning-like": {"epoch": 3, "global_step": 10, "state_dict": nn.Linear(2, 2).state_dict(), "callbacks": {}, "hyper_parameters": {"lr": 0.1}, "pytorch-lightning_version": "1.9.0", "lr_schedulers": []},
    "zeros": torch.zeros(300_000),
    "packed-sequence": nn.utils.rnn.pack_sequence([torch.ones(3, 2), torch.ones(2, 2)]),
}
model = nn.Linear(3, 2)
OPTIMISERS = [torch.optim.SGD(model.parameters(), 0.1, momentum=0.9), torch.optim.Adam(model.parameters()), torch.optim.AdamW(model.parameters()), torch.optim.RMSprop(model.parameters()), torch.optim.Adagrad(model.parameters())]
for optimiser in OPTIMISERS:
    model(torch.ones(1, 3)).sum().backward()
    optimiser.step()
    TENSORS["state-" + type(optimiser).__name__] = optimiser.state_dict()
schedule = torch.optim.lr_scheduler.StepLR(OPTIMISERS[0], 1)
TENSORS["training"] = {"model": model.state_dict(), "optimiser": OPTIMISERS[1].state_dict(), "schedule": schedule.state_dict(), "epoch": 1, "best": 0.5}
TENSORS["optimiser-object"] = OPTIMISERS[1]
TENSORS["schedule-object"] = schedule
TENSORS["distribution"] = torch.distributions.Normal(torch.zeros(2), torch.ones(2))
TENSORS["dataset"] = torch.utils.data.TensorDataset(torch.ones(3, 2), torch.zeros(3))
TENSORS["module-list-of-state"] = [m.state_dict() for m in MODULES.values()]

for name, module in MODULES.items():
    for suffix, zipped in ((".pt", True), ("-old.pth", False)):
        torch.save(module, clean(f"module-{name}{suffix}"), _use_new_zipfile_serialization=zipped)
        torch.save(module.state_dict(), clean(f"weights-{name}{suffix}"), _use_new_zipfile_serialization=zipped)
for name, value in TENSORS.items():
    for suffix, zipped in ((".pt", True), ("-old.bin", False)):
        try:
            path = f"{name}{suffix}"
            torch.save(value, beside(path), _use_new_zipfile_serialization=zipped)
            clean(path)
        except Exception:
            os.remove(beside(path))
for protocol in 2, 3, 4, 5:
    torch.save(TENSORS["training"], clean(f"protocol-{protocol}.pt"), pickle_protocol=protocol)
    torch.save(TENSORS["training"], clean(f"protocol-{protocol}-old.pt"), pickle_protocol=protocol, _use_new_zipfile_serialization=False)
    with open(clean(f"plain-{protocol}.pkl"), "wb") as file:
        pickle.dump(TENSORS["training"], file, protocol)
    with open(clean(f"plain-module-{protocol}.pkl"), "wb") as file:
        pickle.dump(MODULES["mlp"], file, protocol)


@torch.jit.script
def scripted(x: torch.Tensor, n: int) -> torch.Tensor:
    total = torch.zeros_like(x)
    for i in range(n):
        if i % 2 == 0:
            total = total + x * i
        else:
            total = total - torch.sigmoid(x)
    return total


TRACES = {
    "linear": (MODULES["linear"], torch.ones(1, 3)),
    "mlp": (MODULES["mlp"].eval(), torch.ones(2, 3)),
    "convolution": (nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU()), torch.ones(1, 1, 8, 8)),
    "lstm": (nn.LSTM(3, 4), torch.ones(2, 1, 3)),
    "embedding": (nn.Embedding(4, 3), torch.tensor([1])),
    "attention": (transformer().eval(), torch.ones(2, 1, 8)),
}
for name, (module, example) in TRACES.items():
    torch.jit.trace(module, example).save(clean(f"traced-{name}.pt"))
for name in "linear", "mlp", "convolution", "recurrent", "activations", "normalisations", "attention":
    module = MODULES[name]
    try:
        module = torch.jit.script(module)
    except Exception:
        continue
    module.save(clean(f"scripted-{name}.pt"))
    try:
        module._save_for_lite_interpreter(beside(f"phone-{name}.ptl"))
        clean(f"phone-{name}.ptl")
    except Exception:
        pass
scripted.save(clean("function.pt"))
torch.jit.save(torch.jit.freeze(torch.jit.script(MODULES["mlp"].eval())), clean("frozen.pt"))
torch.jit.script(MODULES["linear"]).save(clean("extra.pt"), _extra_files={"note.txt": b"os.system('id') is only a text"})

try:
    quantised = torch.quantization.quantize_dynamic(nn.Sequential(nn.Linear(4, 4)), {nn.Linear}, dtype=torch.qint8)
    torch.save(quantised.state_dict(), beside("quantised-state.pt"))
    clean("quantised-state.pt")
    torch.save(quantised, beside("quantised.pt"))
    clean("quantised.pt")
except Exception:
    pass

try:
    from torch.package import PackageExporter

    with PackageExporter(beside("package.pt")) as package:
        package.extern("torch.**")
        package.save_pickle("model", "model.pkl", MODULES["linear"])
        package.save_text("notes", "read.txt", "hello")
        package.save_source_string("maths", "def twice(x):\n    return x * 2\n")
    clean("package.pt")
except Exception:
    pass

for name, value in {"plain": Call(), "state": {"model": model.state_dict(), "extra": Call()}, "nested": [nn.Linear(2, 2), {"x": (Call(),)}]}.items():
    torch.save(value, hostile(f"hostile-{name}.pt"))
    torch.save(value, hostile(f"hostile-{name}-old.pt"), _use_new_zipfile_serialization=False)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.f = nn.Linear(1, 1)

    def __reduce__(self):
        return eval, ("nn",)


torch.save(Net(), hostile("hostile-module.pt"))


class Loads:
    def __reduce__(self):
        return torch.load, ("/tmp/none.pt",)


class Hub:
    def __reduce__(self):
        return torch.hub.load, ("owner/name", "model")


torch.save(Loads(), hostile("hostile-load.pt"))
torch.save(Hub(), hostile("hostile-hub.pt"))


@torch.jit.script
def reads(x: torch.Tensor) -> torch.Tensor:
    return torch.from_file("/etc/hostname", False, 4, dtype=torch.uint8)


@torch.jit.script
def saves(x: torch.Tensor) -> torch.Tensor:
    torch.save(x, "/tmp/none")
    return x


reads.save(hostile("script-reads.pt"))
saves.save(hostile("script-saves.pt"))

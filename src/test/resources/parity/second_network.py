"""The three-branch network and its loss, written a second time from the method's description, in PyTorch.

Made to be compared with: it shares no line with the Java code, and nothing of it is needed to build or test.
Needs python3 with torch 1.13 or newer.
"""
import torch
from torch import nn
from torch.nn import functional as F

GREY = (0.2989, 0.5870, 0.1140)


class Basic(nn.Module):
    """Two 3x3 convolutions beside a shortcut."""
    expansion = 1

    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = shortcut(inputs, channels, stride)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.downsample(x))


class Bottleneck(nn.Module):
    """1x1, 3x3 (which strides) and 1x1 convolutions beside a shortcut."""
    expansion = 4

    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * channels)
        self.downsample = shortcut(inputs, 4 * channels, stride)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        return F.relu(self.bn3(self.conv3(y)) + self.downsample(x))


def shortcut(inputs, outputs, stride):
    if inputs == outputs and stride == 1:
        return nn.Sequential()
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))


class Attention(nn.Module):
    """gamma * softmax(rowmax(E) - E) x + x with E = x x^T, channels by channels."""

    def __init__(self):
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        flat = x.flatten(2)
        energy = flat @ flat.transpose(1, 2)
        attention = torch.softmax(energy.amax(-1, keepdim=True) - energy, -1)
        return self.gamma * (attention @ flat).view_as(x) + x


class Encoder(nn.Module):
    def __init__(self, block, depths, width, attention):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.stages = []
        inputs = width
        for stage, depth in enumerate(depths, start=1):
            channels = width * 2 ** (stage - 1)
            stride = 2 if stage in (2, 3) else 1
            if attention and stage > 1:
                self._add("attention%d" % stage, Attention())
            blocks = []
            for i in range(depth):
                blocks.append(block(inputs, channels, stride if i == 0 else 1))
                inputs = channels * block.expansion
            self._add("layer%d" % stage, nn.Sequential(*blocks))
        self.outputs = inputs

    def _add(self, name, module):
        self.add_module(name, module)
        self.stages.append(name)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for name in self.stages:
            x = getattr(self, name)(x)
        return x.mean((2, 3))


class InformationBottleneck(nn.Module):
    def __init__(self, inputs, widths, classes, dropout):
        super().__init__()
        first, second, z, hidden = widths
        self.mlp = nn.Sequential(
            nn.Linear(inputs, first), nn.BatchNorm1d(first), nn.ReLU(),
            nn.Linear(first, second), nn.BatchNorm1d(second), nn.ReLU(),
            nn.Linear(second, z))
        self.classifier = nn.Sequential(
            nn.Linear(z, hidden), nn.BatchNorm1d(hidden), nn.LeakyReLU(0.1), nn.Dropout(dropout),
            nn.Linear(hidden, classes))

    def forward(self, v):
        z = self.mlp(v)
        return z, self.classifier(z)


class Branch(nn.Module):
    """Its outputs: v and its logits, z and its logits."""

    def __init__(self, encoder, widths, classes, dropout):
        super().__init__()
        self.encoder = encoder
        self.neck = nn.BatchNorm1d(encoder.outputs)
        self.neck.bias.requires_grad_(False)
        self.classifier = nn.Linear(encoder.outputs, classes)
        self.bottleneck = InformationBottleneck(encoder.outputs, widths, classes, dropout)

    def forward(self, x):
        v = self.neck(self.encoder(x))
        z, z_logits = self.bottleneck(v)
        return {"v": v, "v_logits": self.classifier(v), "z": z, "z_logits": z_logits}


def grey(x):
    with torch.no_grad():
        weights = x.new_tensor(GREY).view(1, 3, 1, 1)
        return (x * weights).sum(1, keepdim=True).expand(-1, 3, -1, -1).contiguous()


class Network(nn.Module):
    def __init__(self, make_encoder, widths, classes, dropout=0.0):
        super().__init__()
        self.visible = Branch(make_encoder(), widths, classes, dropout)
        self.infrared = Branch(make_encoder(), widths, classes, dropout)
        self.shared = Branch(make_encoder(), widths, classes, dropout)

    def forward(self, x, routing, specific=True):
        """The outputs of I, V, S on infrared and S on visible input."""
        if routing == "mixed":
            shared_infrared = self.shared(grey(x))
            shared_visible = self.shared(x)
            visible, infrared = x, grey(x)
        else:
            half = len(x) // 2
            visible, infrared = x[:half], grey(x[half:])
            both = self.shared(torch.cat([visible, infrared]))
            shared_visible = {name: value[:half] for name, value in both.items()}
            shared_infrared = {name: value[half:] for name, value in both.items()}
        return {
            "I": self.infrared(infrared) if specific else None,
            "V": self.visible(visible) if specific else None,
            "SI": shared_infrared,
            "SV": shared_visible}


def identity_loss(logits, labels, smoothing=0.1):
    classes = logits.shape[1]
    target = (1 - smoothing) * F.one_hot(labels, classes).to(logits.dtype) + smoothing / classes
    return -(target * F.log_softmax(logits, 1)).sum(1).mean()


def distances(features):
    unit = features / features.norm(dim=1, keepdim=True)
    squares = (unit ** 2).sum(1)
    return (squares[:, None] + squares[None, :] - 2 * unit @ unit.T).clamp(min=1e-12).sqrt()


def ranked_list_loss(features, labels, infrared):
    d = distances(features)
    same_person = labels[:, None] == labels[None, :]
    same_modality = infrared[:, None] == infrared[None, :]
    oneself = torch.eye(len(labels), dtype=torch.bool)
    total = 0
    for related, alpha, margin in ((same_modality, 2.2, 0.9), (~same_modality, 2.0, 1.0)):
        positive = same_person & related & ~oneself
        pull = ((d - (alpha - margin)).clamp(min=0) * positive).sum(1) / (positive.sum(1) + 1e-5)
        negative = ~same_person & related & (d < alpha)
        weight = torch.exp(alpha - d) * negative
        push = (weight * (alpha - d)).sum(1) / (weight.sum(1) + 1e-5)
        total = total + pull + push
    return total.mean()


def triplet_loss(features, labels, infrared, margin=0.3):
    d = distances(features)
    same_person = labels[:, None] == labels[None, :]
    oneself = torch.eye(len(labels), dtype=torch.bool)
    losses = []
    for i in range(len(labels)):
        farthest = d[i][same_person[i] & ~oneself[i]].max()
        nearest = d[i][~same_person[i]].min()
        losses.append((margin + farthest - nearest).clamp(min=0))
    return torch.stack(losses).mean()


def divergence(teacher, student):
    """KL(teacher || student), the teacher without gradient."""
    teacher = F.log_softmax(teacher.detach(), 1)
    return (teacher.exp() * (teacher - F.log_softmax(student, 1))).sum(1).mean()


def released_divergence(teacher, student):
    """What the authors' program has in its place: mean over rows and classes of t (ln t - p)."""
    teacher = F.softmax(teacher.detach(), 1)
    student = F.log_softmax(student, 1)
    return (student.exp() * (student - teacher)).mean()


def jensen_shannon(a, b):
    p, q = F.softmax(a, 1), F.softmax(b, 1)
    log_mean = ((p + q) / 2).log()
    return 0.5 * (p * (F.log_softmax(a, 1) - log_mean) + q * (F.log_softmax(b, 1) - log_mean)).sum(1).mean()


def mutual_divergence(a, b):
    return divergence(a, b) + divergence(b, a)


def sinkhorn(a, b, entropy=0.01, rounds=100, smallest_change=0.1):
    p, q = F.softmax(a, 1), F.softmax(b, 1)
    cost = ((p[:, None, :] - q[None, :, :]) ** 2).sum(2)
    marginal = torch.log(torch.tensor(1 / len(p) + 1e-8, dtype=p.dtype))
    u, v = torch.zeros(len(p), dtype=p.dtype), torch.zeros(len(q), dtype=p.dtype)

    def exponents():
        return (u[:, None] + v[None, :] - cost) / entropy

    for _ in range(rounds):
        before = u
        u = entropy * (marginal - torch.log(exponents().exp().sum(1) + 1e-6)) + u
        v = entropy * (marginal - torch.log(exponents().exp().sum(0) + 1e-6)) + v
        if (u - before).abs().sum() < smallest_change:
            break
    return (exponents().exp() * cost).sum()


PAPER = {
    "attention": False, "routing": "mixed", "metric": ranked_list_loss, "mutual": mutual_divergence,
    "distillation": divergence, "specific": 0.5, "shared": 0.25,
    "weights": {
        "identity": 1, "metric": 1, "mutualLearning": 1, "selfDistillation": 2, "crossDistillation": 2,
        "variationalMutualLearning": 2}}


def over_outputs(loss, outputs, kinds, labels, case):
    """A loss of labelled rows, summed over the eight outputs with their weights."""
    total = 0
    for kind in kinds:
        for name in ("I", "V", "SI", "SV"):
            weight = case["specific"] if len(name) == 1 else case["shared"]
            if weight:
                total = total + weight * loss(outputs[name][kind], *labels["infrared" if "I" in name else "visible"])
    return total


def metric(outputs, labels, case):
    if case["routing"] == "mixed":
        return over_outputs(case["metric"], outputs, ("v", "z"), labels, case)
    # Each half alone has one modality: the shared features are compared over both halves.
    total = over_outputs(case["metric"], outputs, ("v", "z"), labels, dict(case, shared=0))
    for kind in ("v", "z"):
        both = torch.cat([outputs["SV"][kind], outputs["SI"][kind]])
        total = total + 2 * case["shared"] * case["metric"](both, *labels["all"])
    return total


def terms(outputs, person, infrared, case):
    """The terms that have a weight, before it, by name, and their weighted total."""
    i, v, si, sv = (outputs[name] for name in ("I", "V", "SI", "SV"))
    everything = (person, infrared)
    labels = {"all": everything, "visible": everything, "infrared": everything}
    if case["routing"] == "split":
        half = len(person) // 2
        labels["visible"] = (person[:half], infrared[:half])
        labels["infrared"] = (person[half:], infrared[half:])
    distil = case["distillation"]
    compute = {
        "identity": lambda: over_outputs(
            lambda logits, rows, _: identity_loss(logits, rows), outputs, ("v_logits", "z_logits"), labels, case),
        "metric": lambda: metric(outputs, labels, case),
        "mutualLearning": lambda: case["mutual"](i["v_logits"], v["v_logits"]),
        "selfDistillation": lambda: distil(i["v_logits"], i["z_logits"]) + distil(v["v_logits"], v["z_logits"]),
        "crossDistillation": lambda: (
            0.5 * distil(sv["v_logits"], si["z_logits"]) + 0.5 * distil(si["v_logits"], sv["z_logits"])),
        "variationalMutualLearning": lambda: jensen_shannon(si["z_logits"], sv["z_logits"])}
    values = {name: compute[name]() for name, weight in case["weights"].items() if weight}
    return dict(values, total=sum(case["weights"][name] * value for name, value in values.items()))

#!/usr/bin/python3
"""Trains the reader of figures, from drawn figures alone: no page of anybody's is part of it.

    apt-get install python3-torch python3-opencv python3-onnx fonts-arphic-gbsn00lp fonts-arphic-gkai00mp \
        fonts-arphic-uming fonts-arphic-ukai fonts-wqy-microhei fonts-wqy-zenhei fonts-noto-cjk fonts-liberation \
        fonts-texgyre fonts-crosextra-carlito fonts-crosextra-caladea fonts-freefont-ttf fonts-dejavu-core
    python3 train.py digits.onnx        # eleven minutes of one core of 2026
    go run ./internal/infer/pack digits.onnx internal/networks/data/digits.onnx

Seeds and the number of steps are fixed, and one thread does all: the same machine and packages give the same
weights. The last lines say how many of 4,000 further figures are read right, and how sure the reader is of them.
"""
import glob
import io
import math
import random
import sys
import time

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import nn

STEPS = 4500        # of BATCH lines each
BATCH = 32
SEED = 20261129
HIGH = 32           # pixels of a line, as package networks shows it
WIDEST = 512
SIGNS = "0123456789.,-()%"
OTHER = "#"         # whatever is none of these: letters, ideographs, 〇
ALPHABET = SIGNS + OTHER
CLASS = {c: i + 1 for i, c in enumerate(ALPHABET)}  # class 0 is the blank between characters

# What print writes for a sign. The network answers with the sign.
FORMS = {"-": "-−–－", ".": ".．", ",": ",，", "(": "(（", ")": ")）", "%": "%％"}
FORMS.update({d: d + chr(ord(d) + 0xFEE0) for d in "0123456789"})

HAN = ("合计支出收入预算决算一般公共基本项目财政拨款其中政府性基金国有资本经营本年上年结转结余科目编码名称单位万元"
       "教育科学技术文化旅游体育与传媒社会保障和就业卫生健康节能环保城乡区农林水交通运输资源勘探住房商品服务工资福利"
       "对个人家庭的补助债务利息因公出国境费用车购置运行维护接待会议培训机关事业行政管理总额增减变化率说明情况表年度"
       "〇○零二三四五六七八九十百千亿口日目田由甲")
MARKS = "=≥≤+:/*ABCDEFGHLNOQSUZIloqsgbz"


def faces():
    """The font files with how often each is drawn, and whether it has ideographs."""
    han = {"gbsn00lp.ttf": 6, "gkai00mp.ttf": 3, "uming.ttc": 4, "ukai.ttc": 2, "wqy-microhei.ttc": 2,
           "wqy-zenhei.ttc": 1, "NotoSerifCJK-Regular.ttc": 5, "NotoSansCJK-Regular.ttc": 4,
           "NotoSerifCJK-Bold.ttc": 1, "NotoSansCJK-Bold.ttc": 1}
    latin = {"LiberationSerif-": 5, "LiberationSans-": 2, "LiberationMono-": 1, "Carlito-": 1, "Caladea-": 1,
             "FreeSerif": 1, "FreeSans": 1, "DejaVuSans": 1, "texgyretermes-": 2, "texgyreheros-": 1, "texgyrepagella-": 1}
    out = []
    for path in sorted(glob.glob("/usr/share/fonts/**/*.?t?", recursive=True) +
                       glob.glob("/usr/share/texmf/fonts/opentype/**/*.otf", recursive=True)):
        name = path.rsplit("/", 1)[1]
        for prefix, weight in han.items():
            if name == prefix:
                out += [(path, True)] * (4 * weight)
        for prefix, weight in latin.items():
            if name.startswith(prefix) and "Math" not in name:
                out += [(path, False)] * weight
    return out


# --- what is written

def digits(n):
    """4 is drawn more often than others: print loses its bar, and it then looks like 1."""
    return "".join(random.choice("01234456789") for _ in range(n))


def whole():
    s = digits(random.choices(range(1, 10), [12, 12, 16, 16, 13, 11, 9, 7, 4])[0])
    return s if random.random() < 0.15 else s.lstrip("0") or "0"


def grouped(s):
    """Commas between thousands, seldom points, as faulty print has them."""
    mark = "," if random.random() < 0.93 else "."
    parts = []
    while len(s) > 3:
        parts.insert(0, s[-3:])
        s = s[:-3]
    return mark.join([s] + parts)


def amount():
    s = "0" if random.random() < 0.1 else whole()
    if random.random() < 0.55:
        s = grouped(s)
    if random.random() < 0.66:
        mark = "." if random.random() < 0.97 else ","
        s += mark + (digits(random.choices([1, 2, 3, 4, 6], [12, 72, 6, 4, 6])[0]) if random.random() < 0.92 else "00")
    r = random.random()
    if r < 0.16:
        s = "-" + s
    elif r < 0.18:
        s = "(" + s + ")"
    return s + "%" if random.random() < 0.1 else s


def han(n):
    return "".join(random.choice(HAN) for _ in range(n))


def text():
    r = random.random()
    if r < 0.72:
        return amount()
    if r < 0.83:
        return random.choice([digits(1), digits(2), digits(3), digits(5), digits(7), "20" + digits(5), "30" + digits(3),
                              str(random.randint(1990, 2035)), "-", "--", "0", "0.00", "4", "1"])
    if r < 0.88:
        return han(random.randint(1, 6))
    if r < 0.92:
        return random.choice([han(random.randint(1, 3)) + amount(), amount() + random.choice(["万元", "元", "年", "个", "亿元", "人", "项"])])[:14]
    if r < 0.95:
        return random.choice(MARKS) + amount()
    if r < 0.97:
        return "".join(random.choice(MARKS) for _ in range(random.randint(1, 5)))
    s = amount()  # one sign that is none
    i = random.randrange(len(s))
    return s[:i] + random.choice("〇○口日目Oo|/") + s[i + 1:]


# --- how it is printed

FONTS = {}


def font(path, size):
    if (path, size) not in FONTS:
        FONTS[path, size] = ImageFont.truetype(path, size)
    return FONTS[path, size]


SIZE = 52  # pixels of type, before the wear


def drawn(all_faces):
    """A printed line: (picture with 24 pixels of paper around, text), or None where the face has not its characters."""
    t = text()
    path, ideographs = random.choice(all_faces)
    if not ideographs and any(ord(c) > 0x2000 for c in t):
        return None
    full = ideographs and random.random() < 0.05  # full-width digits
    f = font(path, SIZE)
    spread = random.choice([0, 0, 0, 0, 1, 2, 4, -1, -2])
    behind = random.choice([0, 0, 0, 0, 0, 8, 16]) if t[0] in SIGNS else 0  # wide room behind points and commas
    im = Image.new("L", (int((SIZE + 8) * len(t) + 90 + 3 * behind), 2 * SIZE), 255)
    d = ImageDraw.Draw(im)
    x = 24
    for c in t:
        shown = c
        if c in FORMS:
            if full:
                shown = FORMS[c][-1]
            elif c == "-" and random.random() < 0.35:
                shown = random.choice("−–") if ideographs else random.choice("-–")
        d.text((x, 20), shown, font=f, fill=0)
        x += f.getlength(shown) + spread + (behind if c in ".," else 0)
    a = np.array(im)
    ys, xs = np.where(a < 128)
    if len(ys) == 0:
        return None
    y0, y1, x0, x1 = ys.min(), ys.max() + 1, xs.min(), xs.max() + 1
    a = np.pad(a, 24, constant_values=255)[y0:y1 + 48, x0:x1 + 48]
    return a, "".join(c if c in SIGNS else OTHER for c in t)


def thinned(a):
    """Strokes as printing and scanning leave them: thinner, thicker, or without their thin horizontals."""
    r = random.random()
    if r < 0.12:
        return cv2.dilate(a, np.ones(random.choice([(2, 2), (3, 3)]), np.uint8))
    if r < 0.26:  # the bar of 4, the top of 5 and 7
        return cv2.dilate(a, np.ones((random.choice([2, 3]), 1), np.uint8))
    if r < 0.38:
        return cv2.erode(a, np.ones(random.choice([(2, 2), (3, 2), (3, 3)]), np.uint8))
    return a


def ruled(a, k):
    """Rests of a cell's sides beside the line."""
    h, w = a.shape
    thick = max(1, int(random.uniform(1, 2.5) / k))
    shade = random.randint(0, 160)
    if random.random() < 0.10:
        x = random.randint(0, 10)
        a[:, x:x + thick] = shade
    if random.random() < 0.10:
        x = w - random.randint(1, 12)
        a[:, x - thick:x] = shade
    if random.random() < 0.07:
        y = random.randint(0, 14)
        a[y:y + thick] = shade
    if random.random() < 0.07:
        y = h - random.randint(1, 14)
        a[y - thick:y] = shade
    return a


def gaps(c):
    """Specks of paper in the ink, and of ink on the paper."""
    if random.random() < 0.12:
        n = random.randint(1, 4)
        for _ in range(n):
            y, x = random.randrange(c.shape[0]), random.randrange(c.shape[1])
            s = 1 if c.shape[0] < 30 else random.randint(1, 2)
            c[y:y + s, x:x + s] = 255 if random.random() < 0.75 else 40
    return c


def scanned(a, t):
    """The line as a scanner sees it, cut out as the reader of pages cuts it; None where too little is left."""
    dash = set(t) <= {"-"}
    h, w = a.shape[0] - 48, a.shape[1] - 48
    high = random.uniform(1.5, 5) if dash else math.exp(random.uniform(math.log(9), math.log(36)))
    k = high / h
    a = ruled(thinned(a).copy(), k)
    if k < 0.6:
        box = max(1, int(round(random.uniform(0.5, 1.0) / k)))
        a = cv2.blur(a, (box, box))
    m = np.float32([[k * random.uniform(0.9, 1.08), k * random.uniform(-0.06, 0.06), random.random()],
                    [k * random.uniform(-0.012, 0.012), k, random.random()]])
    c = cv2.warpAffine(a, m, (int(a.shape[1] * k * 1.08) + 3, int(a.shape[0] * k) + 3), flags=cv2.INTER_LINEAR, borderValue=255).astype(np.float32)
    soft = abs(random.gauss(0, 0.55))
    if soft > 0.15:
        c = cv2.GaussianBlur(c, (0, 0), soft)
    ink, paper = random.uniform(0, 120), random.uniform(190, 255)
    if random.random() < 0.32:  # two colours
        c += np.random.randn(*c.shape).astype(np.float32) * random.uniform(0, 32)
        least, most = float(c.min()), float(c.max())
        c = np.where(c < least + random.uniform(0.3, 0.8) * (most - least), 0, 255).astype(np.float32)
        if random.random() < 0.2:
            specks = np.random.rand(*c.shape) < 0.005
            c[specks] = 255 - c[specks]
    else:
        c = ink + (paper - ink) * c / 255
        c += np.random.randn(*c.shape).astype(np.float32) * random.choice([0, 2, 4, 8, 12, 18, 26])
        if random.random() < 0.1:
            c = gaps(c)
        c = c.clip(0, 255)
        if random.random() < 0.5:
            c = cv2.imdecode(cv2.imencode(".jpg", c.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, random.randint(22, 92)])[1], 0).astype(np.float32)
    c = gaps(c)
    y0, x0, hh, ww = 24 * k, 24 * k, h * k, w * k * m[0, 0] / k
    if dash:  # what is cut out around a dash alone
        room = random.uniform(1, 6) * hh
        y0, hh = y0 - (room - hh) / 2, room
    my, mx = random.uniform(0, 0.2) * hh, random.uniform(0.02, 0.3) * max(hh, 4)
    c = np.pad(c, 8, mode="edge")
    c = c[max(0, int(round(y0 - my)) + 8):int(round(y0 + hh + my + 1)) + 8, max(0, int(round(x0 - mx)) + 8):int(round(x0 + ww + mx + 1)) + 8]
    return shown(c) if min(c.shape) >= 3 else None


def shown(c):
    """What the network sees: HIGH pixels high, paper 0 and ink 1. Package networks does the same."""
    w = int(min(WIDEST, max(16, round(c.shape[1] * HIGH / c.shape[0]))))
    c = np.asarray(Image.fromarray(c.clip(0, 255).astype(np.uint8)).resize((w, HIGH), Image.BILINEAR), np.float32)
    flat = np.sort(c, axis=None)
    paper, ink = flat[int(0.9 * (flat.size - 1))], flat[int(0.03 * (flat.size - 1))]
    return ((paper - c) / max(40.0, paper - ink)).clip(-0.3, 1.3)


# --- the network

def conv(i, o, size, stride=1, groups=1, pad=None):
    if pad is None:
        pad = (size[0] // 2, size[1] // 2)
    return nn.Sequential(nn.Conv2d(i, o, size, stride, pad, groups=groups, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class Reader(nn.Module):
    """One step for each two columns of pixels: the weight of each class there."""

    def __init__(self):
        super().__init__()
        self.strokes = nn.Sequential(
            conv(1, 16, (3, 3), 2), conv(16, 32, (3, 3), (2, 1)),
            conv(32, 32, (3, 3), groups=32), conv(32, 64, (1, 1)),
            conv(64, 64, (3, 3), (2, 1), groups=64), conv(64, 96, (1, 1)),
            conv(96, 112, (4, 3), pad=(0, 1)))
        self.around = nn.ModuleList(nn.Sequential(conv(112, 112, (1, 7), groups=112), conv(112, 112, (1, 1))) for _ in range(2))
        self.answer = nn.Conv2d(112, len(ALPHABET) + 1, 1)

    def forward(self, x):
        x = self.strokes(x)
        for a in self.around:
            x = x + a(x)
        return self.answer(x).squeeze(2).permute(0, 2, 1)


def batch_of(lines):
    lines.sort(key=lambda l: l[0].shape[1])
    wide = (max(l[0].shape[1] for l in lines) + 7) // 8 * 8
    x = np.zeros((len(lines), 1, HIGH, wide), np.float32)
    for i, (c, _) in enumerate(lines):
        x[i, 0, :, :c.shape[1]] = c
    return torch.from_numpy(x)


def samples(pool, all_faces, n):
    """n worn lines of the pool. One line of the pool in four is drawn anew each time."""
    out = []
    while len(out) < n:
        i = random.randrange(len(pool))
        if random.random() < 0.25:
            fresh = drawn(all_faces)
            if fresh is not None:
                pool[i] = fresh
        c = scanned(*pool[i])
        if c is not None and 2 * len(pool[i][1]) * 2 <= c.shape[1]:
            out.append((c, pool[i][1]))
    return out


def train(steps, all_faces, pool):
    net = Reader().to(memory_format=torch.channels_last)
    print("weights", sum(p.numel() for p in net.parameters()), flush=True)
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-4)
    begin, loss_mean, kept = time.process_time(), 0.0, []
    for step in range(steps):
        if not kept:  # batches of lines of about one width waste little
            many = samples(pool, all_faces, 8 * BATCH)
            many.sort(key=lambda l: l[0].shape[1])
            kept = [many[i:i + BATCH] for i in range(0, len(many), BATCH)]
            random.shuffle(kept)
        lines = kept.pop()
        rate = 3e-3 * min(1, (step + 1) / 60) * 0.5 * (1 + math.cos(math.pi * step / steps)) + 1e-5
        for g in opt.param_groups:
            g["lr"] = rate
        x = batch_of(lines).to(memory_format=torch.channels_last)
        net.train()
        y = net(x).log_softmax(2).permute(1, 0, 2)
        want = torch.tensor([CLASS[c] for _, t in lines for c in t])
        loss = nn.functional.ctc_loss(y, want, torch.tensor([min(y.shape[0], (c.shape[1] + 1) // 2) for c, _ in lines]),
                                      torch.tensor([len(t) for _, t in lines]), zero_infinity=True)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        loss_mean = 0.99 * loss_mean + 0.01 * loss.item() if step else loss.item()
        if step % 250 == 0:
            print("step %d, %.0f s of processor time, loss %.4f" % (step, time.process_time() - begin, loss_mean), flush=True)
    return net.eval()


def read(net, c):
    with torch.no_grad():
        p = net(batch_of([(c, "")])).softmax(2)[0]
    out, sure, last = "", 1.0, 0
    for v, k in zip(*p.max(1)):
        if k and k != last:
            out += ALPHABET[k - 1]
        sure, last = min(sure, float(v)) if k else sure, int(k)
    return out, sure


def main():
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else STEPS
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    all_faces = faces()
    print("faces", len(set(all_faces)), flush=True)
    pool = []
    while len(pool) < 3000:
        line = drawn(all_faces)
        if line is not None:
            pool.append(line)
    net = train(steps, all_faces, pool)
    right = {True: [0, 0], False: [0, 0]}
    for c, t in samples(pool, all_faces, 4000):
        got, sure = read(net, c)
        right[sure >= 0.9][got == t] += 1
    print("wrong and right, sure: %d %d, not sure: %d %d" % (*right[True], *right[False]))

    out = io.BytesIO()
    torch.onnx.export(nn.Sequential(net, nn.Softmax(2)).requires_grad_(False), torch.zeros(1, 1, HIGH, 128), out, opset_version=11, input_names=["line"], output_names=["weights"],
                      dynamic_axes={"line": {3: "width"}, "weights": {1: "steps"}})
    open(sys.argv[1], "wb").write(out.getvalue())


if __name__ == "__main__":
    main()

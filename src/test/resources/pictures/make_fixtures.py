"""Writes the reference pictures of this folder: files in every accepted form, and what Pillow makes of them.

Run in this folder with Python 3.11, Pillow 9.4 (libjpeg-turbo 2.1.5) and PyTorch 1.13. Not part of the build.
  decode/NAME.EXT     a picture
  decode/NAME.ppm     the same as decoded by Pillow: exif_transpose, then convert("RGB")
  resize.txt          lines "width height newWidth newHeight sha256" for noise resized by Pillow, see noise()
  resize/*.ppm        one picture and some of its sizes, to look at when a checksum differs
  jpeg-440.*          the same for chroma halved vertically, where the JDK's builds differ
  grey.ppm            decode/jpeg-420.ppm as convert("L")
  normalised.txt      the bits of the 256 levels of red, green and blue as torchvision's ToTensor and Normalize make them
"""
import hashlib
import io
import os
import struct
import zlib

import torch
from PIL import Image, ImageOps

W, H = 27, 21


def byte(*values):
    return max(0, min(255, int(sum(values))))


def picture(width=W, height=H):
    """Gradients, an edge and some noise, in colour."""
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            noise = (x * 7919 + y * 104729) % 23
            edge = 90 if x + y > 24 else 0
            image.putpixel((x, y), (byte(9 * x, noise), byte(11 * y, edge / 2), byte(200 - 7 * x, edge, -noise)))
    return image


def noise(width, height):
    state, values = 31 * width + height, bytearray()
    for _ in range(3 * width * height):
        state = (1103515245 * state + 12345) % 2**32
        values.append(state >> 16 & 255)
    return Image.frombytes("RGB", (width, height), bytes(values))


def encode(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def write(name, data, expected=None):
    """Keeps a file and what Pillow sees in it; `expected` where we differ from Pillow on purpose."""
    with open("decode/" + name, "wb") as file:
        file.write(data)
    if expected is None:
        expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    expected.save("decode/" + name.rsplit(".", 1)[0] + ".ppm")


# ---------------------------------------------------------------- JPEG
def replaced(data, old, new):
    assert data.count(old) == 1, data.count(old)
    return data.replace(old, new)


def renamed_components(data):
    """A 4:4:4 JPEG without JFIF whose components are called R, G, B holds RGB."""
    data = data[:2] + data[20:]
    data = replaced(data, b"\1\x11\0\2\x11\1\3\x11\1", b"R\x11\0G\x11\1B\x11\1")
    return replaced(data, b"\3\1\0\2\x11\3\x11", b"\3R\0G\x11B\x11")


def exif(orientation, order="<", before=0):
    """EXIF data with `before` other entries ahead of the orientation."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entries = b"".join(struct.pack(order + "HHII", 0x100 + i, 4, 1, 7) for i in range(before))
    entries += struct.pack(order + "HHIHH", 0x112, 3, 1, orientation, 0)
    return mark + struct.pack(order + "IH", 8, before + 1) + entries + bytes(4)


def jpegs():
    rgb = picture()
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        write(f"jpeg-{name}.jpg", encode(rgb, "JPEG", quality=90, subsampling=subsampling))
    halved = encode(picture(16, 32), "JPEG", quality=95, subsampling=1)  # 16 px wide: the same blocks make 4:4:0
    write("../jpeg-440.jpg", replaced(halved, b"\1\x21\0", b"\1\x12\0"))
    write("jpeg-progressive.jpg", encode(rgb, "JPEG", quality=85, progressive=True))
    write("jpeg-low-quality.jpg", encode(rgb, "JPEG", quality=10, optimize=True))
    write("jpeg-grey.jpg", encode(rgb.convert("L"), "JPEG", quality=90))
    plain = encode(rgb, "JPEG", quality=90, subsampling=0)
    write("jpeg-rgb-components.jpg", renamed_components(plain))
    adobe = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0"
    write("jpeg-adobe-rgb.jpg", plain[:2] + adobe + b"\0" + plain[20:])
    write("jpeg-adobe-ycc.jpg", plain[:2] + adobe + b"\1" + plain[20:])
    cmyk = Image.merge("CMYK", (*rgb.split(), rgb.convert("L").point(lambda v: v // 3)))
    data = encode(cmyk, "JPEG", quality=95)
    write("jpeg-cmyk.jpg", data)
    write("jpeg-ycck.jpg", replaced(data, adobe + b"\0", adobe + b"\2"))
    at = data.index(adobe)
    write("jpeg-cmyk-no-adobe.jpg", data[:at] + data[at + 16:])
    write("jpeg-restart-markers.jpg", restart_markers(rgb))
    for orientation in range(1, 9):
        order, before = "<>"[orientation % 2], orientation % 3
        tags = b"Exif\0\0" + exif(orientation, order, before)
        write(f"jpeg-orientation-{orientation}.jpg", encode(rgb, "JPEG", quality=90, exif=tags))


def restart_markers(rgb):
    """Grey JPEG of two 8 x 8 blocks with a restart between them: each half is coded alone by Pillow."""
    halves = [encode(rgb.convert("L").crop(box), "JPEG", quality=90) for box in ((0, 0, 8, 8), (8, 0, 16, 8))]
    scans = [half[half.index(b"\xff\xda") + 10:-2] for half in halves]
    head = halves[0][:halves[0].index(b"\xff\xda") + 10]
    head = replaced(head, b"\x08\0\x08\0\x08\1", b"\x08\0\x08\0\x10\1")
    at = head.index(b"\xff\xda")
    return head[:at] + b"\xff\xdd\0\4\0\1" + head[at:] + scans[0] + b"\xff\xd0" + scans[1] + b"\xff\xd9"


# ---------------------------------------------------------------- PNG
def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def packed(samples, bits):
    """One row of samples, most significant bits first."""
    if bits == 16:
        return b"".join(struct.pack(">H", sample) for sample in samples)
    line = "".join(f"{sample:0{bits}b}" for sample in samples)
    line += "0" * (-len(line) % 8)
    return bytes(int(line[i:i + 8], 2) for i in range(0, len(line), 8))


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(rows, bits, colour_type, interlaced=False, before=b"", after=b""):
    """A PNG of rows of pixels, each a tuple of samples; unfiltered."""
    data = b""
    for x0, y0, dx, dy in ADAM7 if interlaced else ((0, 0, 1, 1),):
        for row in rows[y0::dy]:
            if row[x0::dx]:
                data += b"\0" + packed([sample for pixel in row[x0::dx] for sample in pixel], bits)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), bits, colour_type, 0, 0, int(interlaced))
    content = chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(data, 9)) + after
    return b"\x89PNG\r\n\x1a\n" + content + chunk(b"IEND", b"")


def pixel_rows(image):
    values = list(image.getdata())
    rows = [values[i:i + image.width] for i in range(0, len(values), image.width)]
    return [[value if isinstance(value, tuple) else (value,) for value in row] for row in rows]


def pngs():
    rgb = picture()
    rgba = rgb.copy()
    rgba.putalpha(rgb.getchannel("G").rotate(180))
    grey = rgb.convert("L")
    write("png-rgb.png", encode(rgb, "PNG"))
    write("png-rgba.png", encode(rgba, "PNG"))
    write("png-grey.png", encode(grey, "PNG"))
    write("png-grey-alpha.png", encode(rgba.convert("LA"), "PNG"))
    write("png-interlaced.png", png(pixel_rows(rgb), 8, 2, interlaced=True))
    for bits in (1, 2, 4):
        rows = [[(v >> 8 - bits,) for (v,) in row] for row in pixel_rows(grey)]
        write(f"png-grey-{bits}-bit.png", png(rows, bits, 0))
    wide = [[tuple(v * 257 ^ 0x5A for v in pixel) for pixel in row] for row in pixel_rows(rgba)]
    write("png-rgb-16-bit.png", png([[pixel[:3] for pixel in row] for row in wide], 16, 2))
    write("png-rgba-16-bit.png", png(wide, 16, 6))
    # Pillow clips 16-bit grey to 255; we keep the high byte, as it does itself for all other 16-bit pictures.
    data = png([[pixel[:1] for pixel in row] for row in wide], 16, 0)
    high = Image.frombytes("L", (W, H), bytes(v >> 8 for v in Image.open(io.BytesIO(data)).getdata()))
    write("png-grey-16-bit.png", data, high.convert("RGB"))
    write("png-grey-alpha-16-bit.png", png([[pixel[::3] for pixel in row] for row in wide], 16, 4))
    for bits in (1, 2, 4, 8):
        indexed = rgb.quantize(2**bits)
        colours = bytes(indexed.getpalette()[:3 * 2**bits])
        palette = chunk(b"PLTE", colours)
        write(f"png-palette-{bits}-bit.png", png(pixel_rows(indexed), bits, 3, before=palette))
        if bits == 4:
            transparent = palette + chunk(b"tRNS", bytes(range(0, 160, 10)))
            write("png-palette-transparent.png", png(pixel_rows(indexed), bits, 3, before=transparent))
            write("png-palette-interlaced.png", png(pixel_rows(indexed), bits, 3, True, palette))
    write("png-rgb-transparent-colour.png", png(pixel_rows(rgb), 8, 2, before=chunk(b"tRNS", bytes(6))))
    gamma = chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"tEXt", b"Title\0x")
    write("png-gamma.png", png(pixel_rows(rgb), 8, 2, before=gamma))
    write("png-orientation-6.png", png(pixel_rows(rgb), 8, 2, before=chunk(b"eXIf", exif(6))))


# ---------------------------------------------------------------- BMP
def bmp(rows, bits, palette=b"", masks=b"", core=False, top_down=False):
    """A BMP of rows of pixel numbers; palette entries and pixels are given as they are stored."""
    data = b""
    for row in rows if top_down else reversed(rows):
        line = packed(row, bits) if bits < 16 else b"".join(pixel.to_bytes(bits // 8, "little") for pixel in row)
        data += line + bytes(-len(line) % 4)
    width, height = len(rows[0]), -len(rows) if top_down else len(rows)
    if core:
        header = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, 3 if masks else 0, len(data), 0, 0, 0, 0)
    head = header + masks + palette
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(data), 0, 0, 14 + len(head)) + head + data


def bmps():
    rgb = picture()
    write("bmp-24-bit.bmp", encode(rgb, "BMP"))
    write("bmp-grey.bmp", encode(rgb.convert("L"), "BMP"))
    write("bmp-1-bit.bmp", encode(rgb.convert("1"), "BMP"))
    write("bmp-palette.bmp", encode(rgb.quantize(200), "BMP"))
    rows = pixel_rows(rgb)
    full = [[r << 16 | g << 8 | b for r, g, b in row] for row in rows]
    write("bmp-top-down.bmp", bmp(full, 24, top_down=True))
    write("bmp-core-header.bmp", bmp(full, 24, core=True))
    write("bmp-32-bit.bmp", bmp([[0x7B000000 | pixel for pixel in row] for row in full], 32))
    masks = struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00)
    write("bmp-32-bit-masks.bmp", bmp([[pixel << 8 for pixel in row] for row in full], 32, masks=masks))
    write("bmp-16-bit-555.bmp", bmp([[r >> 3 << 10 | g >> 3 << 5 | b >> 3 for r, g, b in row] for row in rows], 16))
    masks = struct.pack("<III", 0xF800, 0x07E0, 0x001F)
    pixels = [[r >> 3 << 11 | g >> 2 << 5 | b >> 3 for r, g, b in row] for row in rows]
    write("bmp-16-bit-565.bmp", bmp(pixels, 16, masks=masks))
    indexed = rgb.quantize(16)
    colours = [bytes(indexed.getpalette()[3 * i:3 * i + 3]) for i in range(16)]
    indices = [[index for (index,) in row] for row in pixel_rows(indexed)]
    write("bmp-4-bit.bmp", bmp(indices, 4, palette=b"".join(c[::-1] + b"\0" for c in colours)))
    write("bmp-4-bit-core-header.bmp", bmp(indices, 4, palette=b"".join(c[::-1] for c in colours), core=True))


# ---------------------------------------------------------------- Resize
def resizes():
    sizes = [(1, 1), (1, 9), (9, 1), (2, 2), (3, 5), (13, 29), (64, 128), (127, 255), (128, 256), (129, 257)]
    sizes += [(100, 300), (144, 288), (333, 500), (640, 37), (31, 720), (8, 1000)]
    new_sizes = [(1, 1), (1, 7), (2, 3), (17, 16), (64, 128), (128, 256), (144, 288), (129, 31), (300, 50)]
    with open("resize.txt", "w") as file:
        for width, height in sizes:
            image = noise(width, height)
            for size in new_sizes + [(width, 40), (40, height), (width, height)]:
                checksum = hashlib.sha256(image.resize(size, Image.Resampling.BILINEAR).tobytes()).hexdigest()
                file.write(f"{width} {height} {size[0]} {size[1]} {checksum}\n")
    image = noise(13, 29)
    image.save("resize/13x29.ppm")
    for size in ((6, 11), (20, 40), (13, 7), (5, 29), (1, 1)):
        image.resize(size, Image.Resampling.BILINEAR).save(f"resize/{size[0]}x{size[1]}.ppm")


# ---------------------------------------------------------------- Normalisation
def normalised():
    levels = torch.arange(256, dtype=torch.uint8).repeat(3, 1)
    values = levels.to(torch.float32).div(255)
    mean, std = (torch.tensor(v, dtype=torch.float32) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    values.sub_(mean[:, None]).div_(std[:, None])
    with open("normalised.txt", "w") as file:
        for level in values.T.tolist():
            file.write(" ".join(struct.pack(">f", value).hex() for value in level) + "\n")


os.makedirs("decode", exist_ok=True)
os.makedirs("resize", exist_ok=True)
jpegs()
pngs()
bmps()
resizes()
normalised()
Image.open("decode/jpeg-420.ppm").convert("L").convert("RGB").save("grey.ppm")

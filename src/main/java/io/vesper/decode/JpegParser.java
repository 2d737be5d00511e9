package io.vesper.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a JPEG file apart into segments (ITU-T T.81, annex B). Native code is then given only what the pixels depend on,
 * and can see no other size than the one checked here.
 */
final class JpegParser {
    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int DHT = 0xC4;
    private static final int DAC = 0xCC;
    private static final int SOF15 = 0xCF;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int ADOBE_TRANSFORM = 11;
    /** Progressive files have about ten; thousands of them over a large picture would keep a core busy for hours. */
    private static final int MAX_SCANS = 100;

    private final JpegCursor cursor;
    private final ByteArrayOutputStream essential;
    private Orientation orientation = Orientation.UPRIGHT;
    private byte[] componentIds = {};
    private boolean isJfif;
    private int adobeTransform = JpegColour.NO_ADOBE;
    private int width;
    private int height;
    private int scans;

    JpegParser(byte[] bytes) {
        cursor = new JpegCursor(bytes);
        essential = new ByteArrayOutputStream(bytes.length);
    }

    JpegFile parse() {
        writeMarker(SOI);
        for (int marker = cursor.nextMarker(); marker != EOI; marker = cursor.nextMarker()) {
            accept(marker);
        }
        writeMarker(EOI);
        if (scans == 0) {
            throw damaged("it has no picture data");
        }
        JpegColour colour = JpegColour.of(componentIds, isJfif, adobeTransform);
        return new JpegFile(width, height, colour, orientation, essential.toByteArray());
    }

    private void accept(int marker) {
        if (marker < SOF0 || marker == SOI) {
            throw damaged("the marker 0x%02X cannot stand at byte %d".formatted(marker, cursor.position()));
        }
        byte[] segment = cursor.segment();
        switch (marker) {
            case DHT, DQT, DRI -> write(marker, segment);
            case SOS -> readScan(segment);
            case APP0 -> isJfif |= scans == 0 && segment.length >= 14 && startsWith(segment, "JFIF\0");
            case APP1 -> readExif(segment);
            case APP14 -> readAdobe(segment);
            default -> {
                if (marker <= SOF15 && marker != DAC) {
                    readFrame(marker, segment);
                }
            }
        }
    }

    private void readFrame(int marker, byte[] segment) {
        if (marker > SOF2) {
            throw new UnreadableImageException(
                    "The JPEG picture is coded with process 0x%02X, but only baseline and progressive Huffman coding are read. Maybe save it as an ordinary JPEG."
                            .formatted(marker));
        }
        if (componentIds.length > 0 || segment.length < 6 || segment.length != 6 + 3 * segment[5]) {
            throw damaged("its frame header is wrong");
        }
        if (segment[0] != 8) {
            throw new UnreadableImageException(
                    "The JPEG picture has %d bits per sample, but only 8 are read. Maybe save it as an ordinary JPEG."
                            .formatted(segment[0]));
        }
        height = unsignedShort(segment, 1);
        width = unsignedShort(segment, 3);
        componentIds = new byte[segment[5]];
        for (int i = 0; i < componentIds.length; i++) {
            componentIds[i] = segment[6 + 3 * i];
        }
        write(marker, segment);
    }

    private void readScan(byte[] segment) {
        if (componentIds.length == 0) {
            throw damaged("picture data comes before the frame header");
        }
        if (++scans > MAX_SCANS) {
            throw new UnreadableImageException(
                    "The JPEG picture has more than %d scans. Maybe it was made to keep the decoder busy."
                            .formatted(MAX_SCANS));
        }
        write(SOS, segment);
        cursor.copyScanData(essential);
    }

    private void readExif(byte[] segment) {
        String signature = "Exif\0\0";
        if (orientation == Orientation.UPRIGHT && startsWith(segment, signature)) {
            orientation = ExifOrientation.read(Arrays.copyOfRange(segment, signature.length(), segment.length));
        }
    }

    private void readAdobe(byte[] segment) {
        if (scans == 0 && segment.length > ADOBE_TRANSFORM && startsWith(segment, "Adobe")) {
            adobeTransform = segment[ADOBE_TRANSFORM] & 0xFF;
        }
    }

    private void write(int marker, byte[] segment) {
        writeMarker(marker);
        essential.write((segment.length + 2) >> 8);
        essential.write(segment.length + 2);
        essential.writeBytes(segment);
    }

    private void writeMarker(int marker) {
        essential.write(0xFF);
        essential.write(marker);
    }

    private static int unsignedShort(byte[] segment, int index) {
        return ((segment[index] & 0xFF) << 8) | (segment[index + 1] & 0xFF);
    }

    private static boolean startsWith(byte[] segment, String signature) {
        byte[] start = signature.getBytes(StandardCharsets.ISO_8859_1);
        return segment.length >= start.length && Arrays.equals(segment, 0, start.length, start, 0, start.length);
    }

    static UnreadableImageException damaged(String what) {
        return new UnreadableImageException(
                "The JPEG picture is damaged: %s. Maybe it was changed on its way.".formatted(what));
    }
}

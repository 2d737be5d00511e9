package io.vesper.pickle;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The instructions that say a number, a text, bytes, a boolean or none. */
final class PickleScalars {
    private final PickleInput input;

    PickleScalars(PickleInput input) {
        this.input = input;
    }

    /** The value that an instruction says; null if it is none of these. */
    @Nullable
    Object read(int instruction) {
        return switch (instruction) {
            case 'N' -> None.NONE;
            case 0x88 -> true;
            case 0x89 -> false;
            case 'J' -> (long) input.integer();
            case 'K' -> (long) input.unsignedByte();
            case 'M' -> (long) input.unsignedShort();
            case 0x8a -> input.number(input.unsignedByte());
            case 0x8b -> input.number(input.unsignedInteger());
            case 'G' -> input.real();
            default -> text(instruction);
        };
    }

    private @Nullable Object text(int instruction) {
        return switch (instruction) {
            case 'X' -> input.text(input.unsignedInteger(), StandardCharsets.UTF_8);
            case 0x8c -> input.text(input.unsignedByte(), StandardCharsets.UTF_8);
            case 0x8d -> input.text(input.longInteger(), StandardCharsets.UTF_8);
            // Python 2 wrote these; what they hold beyond ASCII nobody knows.
            case 'U' -> input.text(input.unsignedByte(), StandardCharsets.ISO_8859_1);
            case 'T' -> input.text(input.unsignedInteger(), StandardCharsets.ISO_8859_1);
            default -> bytes(instruction);
        };
    }

    private byte @Nullable [] bytes(int instruction) {
        return switch (instruction) {
            case 'C' -> input.bytes(input.unsignedByte());
            case 'B' -> input.bytes(input.unsignedInteger());
            case 0x8e -> input.bytes(input.longInteger());
            default -> null;
        };
    }
}

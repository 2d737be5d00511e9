package io.vesper.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The colours of a report, each with a partner for dark screens. Charts are painted in the light ones, which become names. */
enum Ink {
    TEXT(0x1f2328, 0xe6e8eb),
    FAINT(0x5b636e, 0x9aa3ae),
    GRID(0xd8dce1, 0x3a414a),
    PAGE(0xfffffe, 0x15181c),
    PANEL(0xf5f6f8, 0x1e2329),
    RIGHT(0x1a7f37, 0x4ac26b),
    WRONG(0xc62828, 0xff7b72),
    SERIES1(0x0b62c4, 0x58a6ff),
    SERIES2(0xb35900, 0xf0a35e),
    SERIES3(0x16794a, 0x56d08f),
    SERIES4(0x9a2c86, 0xe27fd0),
    SERIES5(0x6b6f76, 0xa7adb5),
    SERIES6(0xb02a37, 0xff8a8a),
    SERIES7(0x0f7c86, 0x4fd0dc),
    SERIES8(0x6a4fc2, 0xb39dff),
    SERIES9(0x7a6a00, 0xd9c64a),
    SERIES10(0x8c4a2f, 0xd9a086),
    SERIES11(0x2f4b7c, 0x9db7e8),
    SERIES12(0xd0417e, 0xff9ac4);

    private static final List<Ink> SERIES = Arrays.stream(values())
            .filter(ink -> ink.name().startsWith("SERIES"))
            .toList();

    private final int light;
    private final int dark;

    Ink(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** The colour of the i-th series, 0-based; they come round again after the twelfth. */
    static Ink series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    Color color() {
        return new Color(light);
    }

    /** The value of a property of a style sheet. */
    String reference() {
        return "var(--" + label() + ")";
    }

    /** The ink that a chart was painted with. */
    static Optional<Ink> of(Color color) {
        return Arrays.stream(values()).filter(ink -> ink.color().equals(color)).findFirst();
    }

    /** What gives the names their colours, in a style sheet. */
    static String declarations(boolean isDark) {
        return Arrays.stream(values())
                .map(ink ->
                        "--%s:#%s".formatted(ink.label(), HexFormat.of().toHexDigits(isDark ? ink.dark : ink.light, 6)))
                .collect(Collectors.joining(";"));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

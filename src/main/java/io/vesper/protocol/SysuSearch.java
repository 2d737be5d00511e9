package io.vesper.protocol;

import io.vesper.dataset.SysuCamera;
import io.vesper.person.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which visible cameras of SYSU-MM01 take part; the infrared ones always do. */
public enum SysuSearch {
    /** Cameras 1, 2, 4 and 5. */
    ALL,
    /** Cameras 1 and 2. */
    INDOOR;

    /** The name in JSON and on the command line: {@code all} or {@code indoor}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @param label {@code all} or {@code indoor}
     * @throws IllegalArgumentException if it is neither
     */
    public static SysuSearch of(String label) {
        return Labels.find(values(), SysuSearch::label, label, "search");
    }

    /** The cameras of one modality that take part, ascending. */
    List<SysuCamera> cameras(Modality modality) {
        return Arrays.stream(SysuCamera.values())
                .filter(camera -> camera.modality() == modality)
                .filter(camera -> this == ALL || modality == Modality.INFRARED || camera.isIndoor())
                .toList();
    }
}

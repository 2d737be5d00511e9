package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a set lies on disk. It says which benchmark's protocol suits the set. */
public enum DatasetLayout {
    /** See {@link SysuMm01}. */
    SYSU_MM01("sysu-mm01"),
    /** See {@link RegDb}. */
    REGDB("regdb"),
    /** See {@link Llcm}. */
    LLCM("llcm"),
    /** See {@link PersonFolder}. */
    FOLDER("folder");

    private final String label;

    DatasetLayout(String label) {
        this.label = label;
    }

    /** The name in JSON and on the command line: {@code sysu-mm01}, {@code regdb}, {@code llcm} or {@code folder}. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException if no layout has the label */
    public static DatasetLayout of(String label) {
        return Arrays.stream(values())
                .filter(layout -> layout.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The dataset layout (%s) is not one of %s."
                        .formatted(
                                label,
                                Arrays.stream(values())
                                        .map(DatasetLayout::label)
                                        .toList())));
    }

    /**
     * What reads sets of this layout.
     *
     * @param split which of RegDB's splits, 1 to 10; absent: 1. The other layouts have none.
     * @throws IllegalArgumentException if the layout has no such split
     */
    public DatasetReader reader(@Nullable Integer split) {
        if (this == REGDB) {
            return RegDb.split(split == null ? 1 : split);
        }
        if (split != null) {
            throw new IllegalArgumentException(
                    "The split (%d) is not for a set of type %s: only regdb has splits to choose from."
                            .formatted(split, label));
        }
        return switch (this) {
            case SYSU_MM01 -> SysuMm01::list;
            case LLCM -> Llcm::list;
            default -> PersonFolder::list;
        };
    }

    /** The cameras that each set of this layout has, by the modality they see in; none are known of an own folder. */
    public List<CameraView> cameras() {
        return switch (this) {
            case SYSU_MM01 ->
                Arrays.stream(SysuCamera.values())
                        .map(camera -> new CameraView(camera.id(), camera.modality()))
                        .toList();
            case REGDB -> Stream.of(Modality.values()).map(RegDb::view).toList();
            case LLCM -> Llcm.views();
            case FOLDER -> List.of();
        };
    }

    /** A camera in one of the modalities it sees in; LLCM's see in both. */
    public record CameraView(CameraId camera, Modality modality) {}
}

package io.vesper.protocol;

import io.vesper.dataset.DatasetLayout;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may choose of a protocol; what is absent is as in the headline of papers.
 *
 * @param queryModality which pictures search; absent: infrared
 * @param search for SYSU-MM01 only; absent: all
 * @param shotsPerCamera for SYSU-MM01 only; absent: 1
 * @param trials for SYSU-MM01 and LLCM only; absent: 10
 * @param convention for SYSU-MM01 only; absent: the de-facto draw
 */
public record ProtocolChoice(
        @Nullable Modality queryModality,
        @Nullable SysuSearch search,
        @Nullable Integer shotsPerCamera,
        @Nullable Integer trials,
        @Nullable GalleryConvention convention) {
    /** Nothing is chosen. */
    public static final ProtocolChoice STANDARD = new ProtocolChoice(null, null, null, null, null);

    private static final int TRIALS = 10;

    /**
     * The protocol that suits a set.
     *
     * @param layout of the set
     * @throws IllegalArgumentException if something is chosen that the protocol does not have, or cannot be
     */
    public Protocol of(DatasetLayout layout) {
        refuseWhatIsForOthers(layout);
        Modality queries = queryModality == null ? Modality.INFRARED : queryModality;
        int draws = trials == null ? TRIALS : trials;
        return switch (layout) {
            case SYSU_MM01 ->
                new SysuProtocol(
                        search == null ? SysuSearch.ALL : search,
                        queries,
                        shotsPerCamera == null ? 1 : shotsPerCamera,
                        draws,
                        convention == null ? GalleryConvention.DEFACTO : convention);
            case REGDB -> new RegDbProtocol(queries);
            case LLCM -> new LlcmProtocol(queries, draws);
            case FOLDER -> new FolderProtocol(queries);
        };
    }

    private void refuseWhatIsForOthers(DatasetLayout layout) {
        List<String> refused = new ArrayList<>();
        if (layout != DatasetLayout.SYSU_MM01) {
            add(refused, "search", search == null ? null : search.label());
            add(refused, "shotsPerCamera", shotsPerCamera);
            add(refused, "galleryConvention", convention == null ? null : convention.label());
        }
        if (layout == DatasetLayout.REGDB || layout == DatasetLayout.FOLDER) {
            add(refused, "trials", trials);
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "The protocol for a set of type %s has no choice of %s. Maybe the set is of another type."
                            .formatted(layout.label(), String.join(" or ", refused)));
        }
    }

    private static void add(List<String> refused, String name, @Nullable Object value) {
        if (value != null) {
            refused.add("%s (%s)".formatted(name, value));
        }
    }
}

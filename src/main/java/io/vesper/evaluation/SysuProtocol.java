package io.vesper.evaluation;

import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuCamera;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The protocol of SYSU-MM01: all test pictures of one modality are queries, and the gallery has a few drawn pictures of each
 * test person by each camera of the other; whatever was taken where the query was is ignored; the CMC counts identities;
 * the mean over trials is reported. It suits any set in SYSU-MM01's layout.
 *
 * @param search which visible cameras take part
 * @param queryModality infrared in the literature; visible is the reverse direction, where the gallery is drawn in the same
 *     way from cameras 3 and 6
 * @param shotsPerCamera gallery pictures of each person by each camera, where there are as many: 1 is single-shot, 10
 *     multi-shot
 * @param trials how many galleries are drawn, 10 in the literature
 * @param convention who draws
 */
public record SysuProtocol(
        SysuSearch search, Modality queryModality, int shotsPerCamera, int trials, GalleryConvention convention) {

    public SysuProtocol {
        if (shotsPerCamera < 1 || trials < 1) {
            throw new IllegalArgumentException("The shotsPerCamera (%d) and the trials (%d) must be at least 1."
                    .formatted(shotsPerCamera, trials));
        }
        if (convention == GalleryConvention.OFFICIAL
                && (shotsPerCamera > SysuRelease.MAX_SHOTS
                        || trials > SysuRelease.TRIALS
                        || queryModality != Modality.INFRARED)) {
            throw new IllegalArgumentException(
                    "The official galleries are for infrared queries, at most 10 shots and 10 trials, but asked for are %s queries, %d shots and %d trials. Maybe use the defacto convention."
                            .formatted(queryModality.label(), shotsPerCamera, trials));
        }
    }

    /** Single-shot over 10 trials, infrared queries, the de-facto draw: the headline of papers, and fit for any set. */
    public static SysuProtocol singleShot(SysuSearch search) {
        return new SysuProtocol(search, Modality.INFRARED, 1, 10, GalleryConvention.DEFACTO);
    }

    /** One line for people: what was measured. */
    public String describe() {
        return "SYSU-MM01, %s-search, %s queries, %d shot(s) per camera, %d trial(s), %s galleries"
                .formatted(search.label(), queryModality.label(), shotsPerCamera, trials, convention.label());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "SYSU-MM01");
        map.put("search", search.label());
        map.put("queryModality", queryModality.label());
        map.put("shotsPerCamera", shotsPerCamera);
        map.put("trials", trials);
        map.put("galleryConvention", convention.label());
        return map;
    }

    /**
     * The pictures whose embeddings an evaluation needs: all queries, and whatever is in the gallery of a trial.
     *
     * @return without duplicates, queries first
     * @throws IllegalArgumentException if the set does not suit the protocol
     */
    public List<PersonImage> images(PersonDataset dataset) {
        return Stream.concat(
                        queries(dataset).stream(), galleries(dataset).stream().flatMap(List::stream))
                .distinct()
                .toList();
    }

    /** All test pictures of the query modality. */
    List<PersonImage> queries(PersonDataset dataset) {
        return taken(dataset, search.cameras(queryModality));
    }

    /** One gallery for each trial, each sorted by person and camera. */
    List<List<PersonImage>> galleries(PersonDataset dataset) {
        Modality modality = queryModality == Modality.INFRARED ? Modality.VISIBLE : Modality.INFRARED;
        GalleryDraw draw = new GalleryDraw(dataset, taken(dataset, search.cameras(modality)), this);
        return IntStream.range(0, trials).mapToObj(draw::gallery).toList();
    }

    private List<PersonImage> taken(PersonDataset dataset, List<SysuCamera> cameras) {
        List<PersonImage> images = dataset.test().stream()
                .filter(image -> cameras.contains(SysuCamera.of(image.camera())))
                .toList();
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has no test pictures by the cameras %s, which the protocol needs. Maybe its test split is empty."
                            .formatted(
                                    dataset.name(),
                                    cameras.stream().map(SysuCamera::id).toList()));
        }
        return images;
    }
}

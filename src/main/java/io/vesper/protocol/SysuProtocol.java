package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuCamera;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The protocol of SYSU-MM01: all pictures of one modality are queries, and the gallery has a few drawn pictures of each
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
        SysuSearch search, Modality queryModality, int shotsPerCamera, int trials, GalleryConvention convention)
        implements Protocol {

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

    @Override
    public String description() {
        return "SYSU-MM01, %s-search, %s queries, %d shot(s) per camera, %d trial(s), %s galleries"
                .formatted(search.label(), queryModality.label(), shotsPerCamera, trials, convention.label());
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "SYSU-MM01");
        map.put("search", search.label());
        map.put("queryModality", queryModality.label());
        map.put("shotsPerCamera", shotsPerCamera);
        map.put("trials", trials);
        map.put("galleryConvention", convention.label());
        return map;
    }

    @Override
    public RankingRule rule() {
        return RankingRule.SYSU_MM01;
    }

    /** {@inheritDoc} Pictures of SYSU-MM01's test identities must be complete, because draws are places in sorted lists. */
    @Override
    public List<Trial> trials(PersonDataset dataset, DatasetPart part) {
        SysuRelease release = SysuRelease.load();
        requireSuited(release, dataset, part);
        List<PersonImage> queries = taken(dataset, part, queryModality);
        GalleryDraw draw = new GalleryDraw(taken(dataset, part, PartImages.other(queryModality)), shotsPerCamera);
        return IntStream.range(0, trials)
                .mapToObj(trial -> new Trial(
                        queries,
                        convention == GalleryConvention.OFFICIAL ? draw.official(release, trial) : draw.defacto(trial)))
                .toList();
    }

    private void requireSuited(SysuRelease release, PersonDataset dataset, DatasetPart part) {
        List<PersonImage> images = dataset.images(part);
        if (release.hasTestIdentitiesOf(images)) {
            release.requireAllPictures(images);
        } else if (convention == GalleryConvention.OFFICIAL) {
            throw new IllegalArgumentException(
                    "The official galleries are of SYSU-MM01's 96 test identities, but the part (%s) of the dataset (%s) has others. Maybe use the defacto convention."
                            .formatted(part.label(), dataset.name()));
        }
    }

    private List<PersonImage> taken(PersonDataset dataset, DatasetPart part, Modality modality) {
        List<SysuCamera> cameras = search.cameras(modality);
        List<PersonImage> images = dataset.images(part).stream()
                .filter(image -> cameras.contains(SysuCamera.of(image.camera())))
                .toList();
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has no pictures by the cameras %s in its part (%s), which the protocol needs. Maybe the part is empty."
                            .formatted(
                                    dataset.name(),
                                    cameras.stream().map(SysuCamera::id).toList(),
                                    part.label()));
        }
        return images;
    }
}

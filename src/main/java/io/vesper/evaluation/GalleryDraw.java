package io.vesper.evaluation;

import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Draws the galleries of a protocol from the pictures that may be in one.
 *
 * <p>The de-facto draw seeds Python's random numbers with the trial, goes through the test identities and for each through the
 * cameras, both ascending, and picks one of the sorted files by {@code random.choice}. Where more shots are asked for, they
 * are picked by {@code random.sample}, which for one shot picks the same; a view of fewer pictures gives all of them.
 */
final class GalleryDraw {
    private final Map<View, List<PersonImage>> views;
    private final SysuProtocol protocol;
    private final SysuRelease release = SysuRelease.load();

    /**
     * Checks that the set suits the protocol's convention.
     *
     * @param dataset whose test pictures must be complete, if they are SYSU-MM01's
     * @param candidates those of its test pictures that may be in the gallery
     * @throws IllegalArgumentException if they do not
     */
    GalleryDraw(PersonDataset dataset, List<PersonImage> candidates, SysuProtocol protocol) {
        this.views = View.group(candidates);
        this.protocol = protocol;
        if (release.hasTestIdentitiesOf(dataset.test())) {
            release.requireAllPictures(dataset.test());
        } else if (protocol.convention() == GalleryConvention.OFFICIAL) {
            throw new IllegalArgumentException(
                    "The official galleries are of SYSU-MM01's 96 test identities, but the dataset (%s) has others. Maybe use the defacto convention."
                            .formatted(dataset.name()));
        }
    }

    /**
     * Draws the gallery of one trial.
     *
     * @param trial 0-based
     * @return sorted by person and camera
     */
    List<PersonImage> gallery(int trial) {
        PythonRandom random = new PythonRandom(trial);
        List<PersonImage> gallery = new ArrayList<>();
        views.forEach((view, images) -> {
            int shots = Math.min(protocol.shotsPerCamera(), images.size());
            List<Integer> places = protocol.convention() == GalleryConvention.OFFICIAL
                    ? release.draw(view, trial, shots)
                    : Arrays.stream(random.sample(images.size(), shots)).boxed().toList();
            places.forEach(place -> gallery.add(images.get(place)));
        });
        return List.copyOf(gallery);
    }
}

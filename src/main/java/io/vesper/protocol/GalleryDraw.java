package io.vesper.protocol;

import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Draws galleries: a few pictures of each person by each camera. */
final class GalleryDraw {
    private final Map<View, List<PersonImage>> views;
    private final int shotsPerCamera;

    /**
     * @param candidates the pictures that may be in a gallery, sorted as a dataset's are
     * @param shotsPerCamera how many are taken of a person by a camera; where there are fewer, all of them
     */
    GalleryDraw(List<PersonImage> candidates, int shotsPerCamera) {
        this.views = View.group(candidates);
        this.shotsPerCamera = shotsPerCamera;
    }

    /** Which of a view's sorted pictures are taken. */
    @FunctionalInterface
    private interface Choice {
        List<Integer> places(View view, int size, int shots);
    }

    /**
     * The draw of the public evaluation code of SYSU-MM01 and LLCM: it seeds Python's random numbers with the trial, goes
     * through the identities and for each through the cameras, both ascending, and picks one of the sorted files by
     * {@code random.choice}. Where more shots are asked for, they are picked by {@code random.sample}, which for one shot
     * picks the same.
     *
     * @param trial 0-based
     * @return sorted by person and camera
     */
    List<PersonImage> defacto(int trial) {
        PythonRandom random = new PythonRandom(trial);
        return gallery((view, size, shots) ->
                Arrays.stream(random.sample(size, shots)).boxed().toList());
    }

    /** The gallery that SYSU-MM01's authors published for a trial; 0-based. */
    List<PersonImage> official(SysuRelease release, int trial) {
        return gallery((view, size, shots) -> release.draw(view, trial, shots));
    }

    private List<PersonImage> gallery(Choice choice) {
        List<PersonImage> gallery = new ArrayList<>();
        views.forEach((view, images) -> {
            int shots = Math.min(shotsPerCamera, images.size());
            choice.places(view, images.size(), shots).forEach(place -> gallery.add(images.get(place)));
        });
        return List.copyOf(gallery);
    }
}

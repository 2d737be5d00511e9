package io.vesper.protocol;

import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One person as one camera saw them: what a gallery takes one or ten pictures of. */
record View(PersonId person, CameraId camera) {

    /**
     * Groups pictures by view.
     *
     * @param images sorted by person, camera and file name, as a dataset's are
     * @return the pictures of each view, all in that order
     */
    static Map<View, List<PersonImage>> group(List<PersonImage> images) {
        return images.stream()
                .collect(Collectors.groupingBy(
                        image -> new View(image.person(), image.camera()), LinkedHashMap::new, Collectors.toList()));
    }
}

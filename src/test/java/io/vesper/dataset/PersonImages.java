package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes person images without files behind their paths. */
final class PersonImages {
    private PersonImages() {}

    static List<PersonImage> of(int identities, int imagesPerModality) {
        List<PersonImage> images = new ArrayList<>();
        for (int identity = 0; identity < identities; identity++) {
            for (int i = 0; i < imagesPerModality; i++) {
                images.add(image(identity, "cam1", Modality.VISIBLE, i));
                images.add(image(identity, "cam3", Modality.INFRARED, i));
            }
        }
        return images;
    }

    static PersonImage image(int identity, String camera, Modality modality, int number) {
        return new PersonImage(
                Path.of(camera, person(identity).value(), number + ".jpg"),
                person(identity),
                new CameraId(camera),
                modality);
    }

    static PersonId person(int identity) {
        return new PersonId("%04d".formatted(identity));
    }
}

package io.vesper.findings;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;

/** Pictures without files. */
final class Images {
    private Images() {}

    static PersonImage visible(String person, int number) {
        return image(person, Modality.VISIBLE, number);
    }

    static PersonImage infrared(String person, int number) {
        return image(person, Modality.INFRARED, number);
    }

    private static PersonImage image(String person, Modality modality, int number) {
        Path file = Path.of(modality.label(), person, number + ".jpg");
        return new PersonImage(file, new PersonId(person), new CameraId(modality.label() + " camera"), modality);
    }

    /** A picture that points into a direction of the plane. */
    static EmbeddedImage at(PersonImage image, double x, double y) {
        return new EmbeddedImage(image, Embedding.normalised(new float[] {(float) x, (float) y}));
    }
}

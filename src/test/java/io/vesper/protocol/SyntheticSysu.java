package io.vesper.protocol;

import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuCamera;
import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SYSU-MM01's test pictures as the published counts tell them, without any file behind the paths. */
public final class SyntheticSysu {
    static final JsonNode RELEASE = release();

    private SyntheticSysu() {}

    public static PersonDataset complete() {
        return new PersonDataset("SYSU-MM01", DatasetLayout.SYSU_MM01, List.of(), List.of(), pictures(), List.of());
    }

    private static JsonNode release() {
        try (InputStream in = SyntheticSysu.class.getResourceAsStream("/protocols/sysu-mm01.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new list of all test pictures. */
    public static List<PersonImage> pictures() {
        List<PersonImage> images = new ArrayList<>();
        for (SysuCamera camera : SysuCamera.values()) {
            JsonNode counts = RELEASE.get("image_counts").get(camera.id().value());
            for (JsonNode id : RELEASE.get("test_ids")) {
                String person = "%04d".formatted(id.asInt());
                int count = counts.has(person) ? counts.get(person).asInt() : 0;
                for (int place = 0; place < count; place++) {
                    images.add(picture(camera.id().value(), person, place));
                }
            }
        }
        return images;
    }

    /** The picture at a place, 0-based, of the sorted files of a person and camera; the first file is named 0001.jpg. */
    public static PersonImage picture(String camera, String person, int place) {
        CameraId id = new CameraId(camera);
        Path file = Path.of(camera, person, "%04d.jpg".formatted(place + 1));
        return new PersonImage(file, new PersonId(person), id, SysuCamera.of(id).modality());
    }
}

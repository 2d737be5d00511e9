package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of reference values from the class path. */
final class Oracle {
    private Oracle() {}

    static JsonNode read(String resource) {
        try (InputStream in = Oracle.class.getResourceAsStream(resource)) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Images in the order of the ids; an image's file is its place. */
    static List<PersonImage> images(JsonNode ids, JsonNode cameras) {
        List<PersonImage> images = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String camera = cameras == null ? "none" : "cam" + cameras.get(i).asInt();
            images.add(image(i, ids.get(i).asString(), camera));
        }
        return images;
    }

    static PersonImage image(int place, String person, String camera) {
        return new PersonImage(
                Path.of(String.valueOf(place)), new PersonId(person), new CameraId(camera), Modality.VISIBLE);
    }

    static int place(PersonImage image) {
        return Integer.parseInt(image.file().toString());
    }

    static List<Embedding> embeddings(JsonNode features) {
        return elements(features).stream()
                .map(row -> Embedding.normalised(floats(row)))
                .toList();
    }

    static float[] floats(JsonNode row) {
        float[] values = new float[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) row.get(i).asDouble();
        }
        return values;
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

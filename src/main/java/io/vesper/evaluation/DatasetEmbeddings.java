package io.vesper.evaluation;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Embeds the pictures of a dataset. */
public final class DatasetEmbeddings {
    /** Decoded pictures held at once. */
    private static final int CHUNK = 64;

    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private DatasetEmbeddings() {}

    /**
     * Embeds with a model.
     *
     * @return an embedding for each picture
     * @throws UnreadableImageException naming a picture that cannot be decoded
     */
    public static Map<PersonImage, Embedding> of(List<PersonImage> images, Embedder embedder) {
        List<Embedding> embedded = new ArrayList<>();
        decode(images, crops -> embedded.addAll(embedder.embed(crops)));
        Map<PersonImage, Embedding> embeddings = new HashMap<>();
        for (int i = 0; i < embedded.size(); i++) {
            embeddings.put(images.get(i), embedded.get(i));
        }
        return embeddings;
    }

    /**
     * Decodes pictures, some at a time.
     *
     * @param use takes their crops, in order
     * @throws UnreadableImageException naming a picture that cannot be decoded
     */
    public static void decode(List<PersonImage> images, Consumer<List<PersonCrop>> use) {
        for (int from = 0; from < images.size(); from += CHUNK) {
            List<PersonImage> chunk = images.subList(from, Math.min(from + CHUNK, images.size()));
            use.accept(chunk.parallelStream()
                    .map(image -> new PersonCrop(decode(image), image.modality()))
                    .toList());
        }
    }

    /** Embeds with a function of the pixels, such as {@link ColourHistogram#of}. */
    public static Map<PersonImage, Embedding> of(List<PersonImage> images, Function<RgbImage, Embedding> feature) {
        Map<PersonImage, Embedding> embeddings = new HashMap<>();
        for (PersonImage image : images) {
            embeddings.put(image, feature.apply(decode(image)));
        }
        return embeddings;
    }

    /** @throws IllegalArgumentException naming the picture if it has none */
    static Embedding of(PersonImage image, Map<PersonImage, Embedding> embeddings) {
        Embedding embedding = embeddings.get(image);
        if (embedding == null) {
            throw new IllegalArgumentException(
                    "There is no embedding of the picture (%s). Maybe only some were embedded."
                            .formatted(image.file()));
        }
        return embedding;
    }

    private static RgbImage decode(PersonImage image) {
        try {
            return DECODER.decode(Files.readAllBytes(image.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("The picture (%s) cannot be read.".formatted(image.file()), e);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            throw new UnreadableImageException(
                    "The picture (%s) cannot be used: %s".formatted(image.file(), e.getMessage()), e);
        }
    }
}

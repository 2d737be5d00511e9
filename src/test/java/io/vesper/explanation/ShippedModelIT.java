package io.vesper.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PersonCrop;
import io.vesper.network.FeatureMap;
import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explanations by the shipped model, which embeds by its observation, of two pictures of one person, by night and by day. */
class ShippedModelIT {
    private static final Path DEMO = Path.of("src/main/resources/datasets/demo");

    @Test
    void sharesAddUpToTheScoreOfASearch() throws IOException {
        try (Embedder embedder = new ModelsFolder(new EmbeddingSettings(Path.of("models"), null)).open("synthetic")) {
            List<PersonCrop> crops = List.of(
                    crop("cam3/0033/0001.jpg", Modality.INFRARED), crop("cam2/0033/0001.jpg", Modality.VISIBLE));
            List<Embedding> embeddings = embedder.embed(crops);
            List<FeatureMap> maps = embedder.featureMaps(crops);
            SimilarityShares shares = SimilarityShares.of(maps.get(0), maps.get(1));

            assertThat(shares.probe()).hasDimensions(16, 8);
            assertThat(shares.match()).hasDimensions(16, 8);
            assertThat(shares.cosine()).isCloseTo(embeddings.get(0).cosine(embeddings.get(1)), within(1e-5));
            assertThat(sum(shares.probe())).isCloseTo(shares.cosine(), within(1e-5));
            assertThat(sum(shares.match())).isCloseTo(shares.cosine(), within(1e-5));
            for (int i = 0; i < maps.size(); i++) {
                assertThat(Embedding.normalised(mean(maps.get(i))).toArray())
                        .containsExactly(embeddings.get(i).toArray(), within(1e-5f));
            }
        }
    }

    private static PersonCrop crop(String file, Modality modality) throws IOException {
        byte[] picture = Files.readAllBytes(DEMO.resolve(file));
        return new PersonCrop(new ImageDecoder(ImageLimits.DEFAULT).decode(picture), modality);
    }

    private static float[] mean(FeatureMap map) {
        float[] mean = new float[map.channels()];
        for (int i = 0; i < map.values().length; i++) {
            mean[i / map.places()] += map.values()[i] / map.places();
        }
        return mean;
    }

    private static double sum(double[][] shares) {
        return Arrays.stream(shares).flatMapToDouble(Arrays::stream).sum();
    }
}

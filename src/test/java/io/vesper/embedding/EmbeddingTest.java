package io.vesper.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void aVectorIsScaledToLengthOne() {
        assertThat(Embedding.normalised(new float[] {3, 4}).toArray()).containsExactly(0.6f, 0.8f);
    }

    @Test
    void theCosineIsThatOfTheAngle() {
        Embedding east = Embedding.normalised(new float[] {2, 0});
        Embedding northEast = Embedding.normalised(new float[] {5, 5});
        assertThat(east.cosine(northEast)).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(east.cosine(east)).isCloseTo(1, within(1e-6));
    }

    @Test
    void theCallersArrayIsCopied() {
        float[] values = {1, 0};
        Embedding embedding = Embedding.ofUnit(values);
        values[0] = 7;
        embedding.toArray()[0] = 8;
        assertThat(embedding.toArray()).containsExactly(1, 0);
    }

    @Test
    void vectorsWithoutDirectionAreRefused() {
        for (float[] values : new float[][] {{0, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 1}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Embedding.normalised(values));
        }
    }

    @Test
    void aVectorThatIsNotOfLengthOneIsNoUnitVector() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.ofUnit(new float[] {1, 1}))
                .withMessageContaining("1.41");
    }

    @Test
    void embeddingsOfDifferentModelsAreNotCompared() {
        Embedding two = Embedding.normalised(new float[] {1, 0});
        Embedding three = Embedding.normalised(new float[] {1, 0, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.cosine(three))
                .withMessageContaining("2")
                .withMessageContaining("3");
    }

    @Test
    void theValuesStayOutOfText() {
        assertThat(Embedding.normalised(new float[] {3, 4}).toString()).isEqualTo("Embedding[2]");
    }
}

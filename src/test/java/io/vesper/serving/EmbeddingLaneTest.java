package io.vesper.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.Modality;
import io.vesper.serving.CropEmbedder.Source;
import io.vesper.serving.EmbeddingRequest.Ticket;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingLaneTest {
    private final EmbeddingLane lane = new EmbeddingLane();

    @Test
    void batchIsNeverEmptyAlthoughItsOnlyRequestFailsAtThatMoment() {
        Source picture = new Source(new byte[0], Modality.VISIBLE);
        lane.add(new EmbeddingRequest(new RecordedEmbedder("one"), List.of(picture, picture), false, null));
        Ticket first = lane.begin(2).get(0);
        first.fail(new IllegalArgumentException("unreadable"));

        assertThat(lane.isEmpty()).isFalse();
        assertThat(lane.begin(2)).hasSize(1);
    }
}

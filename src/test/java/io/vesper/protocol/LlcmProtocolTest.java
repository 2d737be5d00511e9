package io.vesper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.PublishedSets;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LlcmProtocolTest {
    private static final PersonDataset LLCM = PublishedSets.llcm();

    /** Each line is a trial that Python drew from the original index files: modality, trial, size, valid queries, SHA-256. */
    @Test
    void theGalleriesEqualThoseThatPythonDrew() throws Exception {
        List<String> lines = lines();
        assertThat(lines).hasSize(20);
        for (String line : lines) {
            String[] words = line.split(" ");
            Modality queries = words[0].equals("vis") ? Modality.INFRARED : Modality.VISIBLE;
            Trial trial =
                    new LlcmProtocol(queries, 10).trials(LLCM, DatasetPart.TEST).get(Integer.parseInt(words[1]));

            assertThat(trial.gallery()).as(line).hasSize(Integer.parseInt(words[2]));
            assertThat(trial.queries().stream().filter(query -> hasMatch(query, trial)))
                    .as(line)
                    .hasSize(Integer.parseInt(words[3]));
            assertThat(sha256(trial.gallery())).as(line).isEqualTo(words[4]);
        }
    }

    private static boolean hasMatch(PersonImage query, Trial trial) {
        return trial.gallery().stream()
                .anyMatch(image -> image.person().equals(query.person()) && !RankingRule.LLCM.isIgnored(query, image));
    }

    @Test
    void allTestPicturesOfTheQueryModalityAreSearchedFor() {
        assertThat(trials(Modality.INFRARED))
                .hasSize(10)
                .allSatisfy(trial -> assertThat(trial.queries())
                        .hasSize(7166)
                        .allMatch(image -> image.modality() == Modality.INFRARED));
        assertThat(trials(Modality.VISIBLE).get(0).queries())
                .hasSize(8680)
                .allMatch(image -> image.modality() == Modality.VISIBLE);
    }

    @Test
    void theGalleryHasOnePictureOfEachPersonByEachCameraOfTheOtherModality() {
        List<PersonImage> gallery = trials(Modality.INFRARED).get(3).gallery();

        assertThat(gallery).allMatch(image -> image.modality() == Modality.VISIBLE);
        assertThat(gallery.stream().map(image -> image.person() + " " + image.camera()))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void theProtocolTellsWhatItMeasures() {
        LlcmProtocol protocol = new LlcmProtocol(Modality.VISIBLE, 10);

        assertThat(protocol.rule()).isEqualTo(RankingRule.LLCM);
        assertThat(protocol.rule().countsIdentities()).isTrue();
        assertThat(protocol.description()).isEqualTo("LLCM, visible queries, 1 shot per camera, 10 trial(s)");
        assertThat(protocol.toMap()).containsEntry("name", "LLCM").containsEntry("trials", 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlcmProtocol(Modality.VISIBLE, 0))
                .withMessageContaining("(0)");
    }

    private static List<Trial> trials(Modality queries) {
        return new LlcmProtocol(queries, 10).trials(LLCM, DatasetPart.TEST);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = LlcmProtocolTest.class.getResourceAsStream("/protocols/llcm_galleries.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String sha256(List<PersonImage> gallery) throws Exception {
        String names = gallery.stream()
                .map(image -> image.file().getFileName().toString())
                .collect(Collectors.joining("\n"));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8)));
    }
}

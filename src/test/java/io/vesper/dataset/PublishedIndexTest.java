package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index files that the jar carries, compared with those that the sets come with. */
class PublishedIndexTest {
    /** The checksums are of the original files, their lines sorted; the script beside them made both. */
    @Test
    void everyFileEqualsTheOriginalLineByLine() throws Exception {
        Map<String, String> found = new HashMap<>();
        Stream<IndexFile> regDb =
                IntStream.rangeClosed(1, RegDb.SPLITS).boxed().flatMap(split -> PublishedRegDb.files(split).stream());
        for (IndexFile file :
                Stream.concat(regDb, PublishedLlcm.files().stream()).toList()) {
            String lines = file.entries().stream()
                    .map(IndexFile.Entry::toString)
                    .sorted()
                    .collect(Collectors.joining("\n"));
            found.put(file.name(), sha256(lines));
        }

        assertThat(found).hasSize(44).isEqualTo(checksums());
    }

    static IntStream splits() {
        return IntStream.rangeClosed(1, RegDb.SPLITS);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void regDbHas206IdentitiesOf10PicturesInEachModalityOnEachSide(int split) {
        PersonDataset regDb = PublishedSets.regDb(split);

        for (DatasetPart part : List.of(DatasetPart.TRAIN, DatasetPart.TEST)) {
            assertThat(persons(regDb.images(part))).hasSize(206);
            for (Modality modality : Modality.values()) {
                assertThat(images(regDb, part, modality)).hasSize(2060).doesNotHaveDuplicates();
            }
        }
        Set<PersonId> all = new HashSet<>(persons(regDb.train()));
        all.addAll(persons(regDb.test()));
        assertThat(all).hasSize(412);
    }

    @Test
    void regDbsSplitsDiffer() {
        assertThat(splits().mapToObj(split -> persons(PublishedSets.regDb(split).test())))
                .doesNotHaveDuplicates();
    }

    @Test
    void llcmHasThePublishedCounts() {
        PersonDataset llcm = PublishedSets.llcm();

        assertThat(persons(llcm.train())).hasSize(713).doesNotContainAnyElementsOf(persons(llcm.test()));
        assertThat(persons(llcm.test())).hasSize(351);
        assertThat(images(llcm, DatasetPart.TRAIN, Modality.VISIBLE)).hasSize(16_946);
        assertThat(images(llcm, DatasetPart.TRAIN, Modality.INFRARED)).hasSize(13_975);
        assertThat(images(llcm, DatasetPart.TEST, Modality.VISIBLE)).hasSize(8_680);
        assertThat(images(llcm, DatasetPart.TEST, Modality.INFRARED)).hasSize(7_166);
        assertThat(Set.copyOf(llcm.images())).hasSize(46_767);
    }

    @Test
    void llcmsCamerasAreNineInVisibleLightAndAllButTheThirdInInfrared() {
        Set<DatasetLayout.CameraView> seen = PublishedSets.llcm().images().stream()
                .map(image -> new DatasetLayout.CameraView(image.camera(), image.modality()))
                .collect(Collectors.toSet());

        assertThat(seen).hasSize(17).isEqualTo(Set.copyOf(DatasetLayout.LLCM.cameras()));
        assertThat(seen).doesNotContain(new DatasetLayout.CameraView(Llcm.camera(3), Modality.INFRARED));
    }

    private static Set<PersonId> persons(List<PersonImage> images) {
        return images.stream().map(PersonImage::person).collect(Collectors.toSet());
    }

    private static List<PersonImage> images(PersonDataset dataset, DatasetPart part, Modality modality) {
        return dataset.images(part).stream()
                .filter(image -> image.modality() == modality)
                .toList();
    }

    private static Map<String, String> checksums() throws IOException {
        try (InputStream in = PublishedIndexTest.class.getResourceAsStream("/protocols/index_checksums.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toMap(line -> line.split(" ")[1], line -> line.split(" ")[0]));
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

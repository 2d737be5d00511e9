package io.vesper.dataset;

import io.vesper.dataset.DatasetLayout.CameraView;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads LLCM: training pictures {@code vis/<id>/<id>_c<camera>_s<clip>_f<frame>_vis.jpg} and {@code nir/...}, test pictures
 * {@code test_vis/cam<1-9>/<id>/*.jpg} and {@code test_nir/...}, and the index files {@code idx/{train,test}_{vis,nir}.txt}
 * with a line {@code <path> <label>} for each picture; {@code idx/test_id.txt} may be absent. Without a folder {@code idx} the published index is taken; a folder
 * that differs from it is used, and noted. There are no validation identities. See
 * <a href="https://arxiv.org/abs/2303.14481">Zhang and Wang 2023</a>.
 *
 * <p>Cameras are named {@code c01} to {@code c09}, alike in both modalities, because each sees in both (camera 3 saw nobody
 * in the near infrared): the protocol leaves out what the query's own camera took of the query's person.
 */
public final class Llcm {
    private static final int CAMERAS = 9;
    private static final int NOT_INFRARED = 3;
    private static final Pattern PICTURE = Pattern.compile(
            "(?<folder>vis|nir)/(?<person>\\d{4})/\\k<person>_c(?<camera>0[1-9])_s\\d+_f\\d+_\\k<folder>\\.jpg");

    private Llcm() {}

    /**
     * Reads the set.
     *
     * @param folder the folder that holds {@code vis}, {@code nir}, {@code test_vis} and {@code test_nir}
     * @return the set, named after the folder
     * @throws IllegalArgumentException naming the path and the rule it breaks
     */
    public static PersonDataset read(Path folder) {
        return DatasetLayout.LLCM.reader(null).read(folder);
    }

    /** As {@link DatasetReader#list}. */
    static PersonDataset list(Path path, Consumer<String> problems) {
        SetFolder folder = SetFolder.of(path);
        SetIndex index = SetIndex.of(folder, PublishedLlcm.files());
        IndexedPictures pictures = new IndexedPictures(folder, Llcm::parse, problems);
        List<PersonImage> train = pictures.named(index.files(DatasetPart.TRAIN));
        List<PersonImage> indexedTest = pictures.named(index.files(DatasetPart.TEST));
        pictures.requireApart(train, indexedTest);
        LlcmTestIds.check(folder, indexedTest, problems);
        return new PersonDataset(
                folder.name(),
                DatasetLayout.LLCM,
                pictures.existing(train),
                List.of(),
                new LlcmTestPictures(folder, problems).list(indexedTest),
                index.notes());
    }

    private static @Nullable PersonImage parse(Path file, String path, Modality modality) {
        Matcher matcher = PICTURE.matcher(path);
        if (!matcher.matches() || !matcher.group("folder").equals(spectrum(modality))) {
            return null;
        }
        return new PersonImage(
                file,
                new PersonId(matcher.group("person")),
                camera(Integer.parseInt(matcher.group("camera"))),
                modality);
    }

    /** What the set calls a modality. */
    static String spectrum(Modality modality) {
        return modality == Modality.VISIBLE ? "vis" : "nir";
    }

    /** @param number 1 to 9 */
    static CameraId camera(int number) {
        return new CameraId("c0" + number);
    }

    static List<CameraView> views() {
        return IntStream.rangeClosed(1, CAMERAS)
                .boxed()
                .flatMap(number -> Stream.of(Modality.values())
                        .filter(modality -> modality == Modality.VISIBLE || number != NOT_INFRARED)
                        .map(modality -> new CameraView(camera(number), modality)))
                .toList();
    }
}

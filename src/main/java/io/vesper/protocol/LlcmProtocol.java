package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The protocol of LLCM: all test pictures of one modality are queries, and the gallery has one drawn picture of each test
 * person by each camera in the other; what the query's own camera took of the query's person is left out; the CMC counts
 * identities; the mean over trials is reported. See <a href="https://arxiv.org/abs/2303.14481">Zhang and Wang 2023</a> and
 * their evaluation code.
 *
 * @param queryModality which pictures search; papers report both directions
 * @param trials how many galleries are drawn, 10 in the literature
 */
public record LlcmProtocol(Modality queryModality, int trials) implements Protocol {
    public LlcmProtocol {
        if (trials < 1) {
            throw new IllegalArgumentException("The trials (%d) must be at least 1.".formatted(trials));
        }
    }

    @Override
    public String description() {
        return "LLCM, %s queries, 1 shot per camera, %d trial(s)".formatted(queryModality.label(), trials);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "LLCM");
        map.put("queryModality", queryModality.label());
        map.put("trials", trials);
        return map;
    }

    @Override
    public RankingRule rule() {
        return RankingRule.LLCM;
    }

    @Override
    public List<Trial> trials(PersonDataset dataset, DatasetPart part) {
        List<PersonImage> queries = PartImages.of(dataset, part, queryModality);
        GalleryDraw draw = new GalleryDraw(PartImages.of(dataset, part, PartImages.other(queryModality)), 1);
        return IntStream.range(0, trials)
                .mapToObj(trial -> new Trial(queries, draw.defacto(trial)))
                .toList();
    }
}

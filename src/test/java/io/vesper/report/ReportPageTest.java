package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.findings.KindFindings;
import io.vesper.findings.KindFindings.Details;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    @Test
    void theTableShowsPercentMeansAndSpreads() {
        Page page = Page.of(Inputs.small());

        assertThat(page.texts("(//table[not(@class)])[1]//thead//th"))
                .containsExactly("embedding", "rank-1", "rank-5", "rank-10", "rank-20", "mAP", "mINP");
        assertThat(page.texts("(//table[not(@class)])[1]//tbody//th"))
                .containsExactly("chance", "observation (served)");
        assertThat(page.texts("//tr[@class='served']/td"))
                .containsExactly("41.0 ± 1.4", "50.0 ± 0.0", "50.0 ± 0.0", "50.0 ± 0.0", "50.0 ± 0.0", "50.0 ± 0.0");
        assertThat(page.texts("(//table[not(@class)])[1]/caption"))
                .containsExactly(
                        "Percent, mean ± standard deviation over 2 trials. 10 of 12 queries have a match among the 34 gallery pictures; only these count.");
    }

    @Test
    void oneTrialHasNoSpread() {
        KindFindings two = Inputs.kind("observation", Inputs.details("0031"));
        KindFindings one = new KindFindings(
                two.name(), two.trials().subList(0, 1), two.statistics(), two.counts(), two.curves(), two.details());

        Page page = Page.of(Inputs.input("demo", List.of(one), List.of()));

        assertThat(page.texts("//tr[@class='served']/td")).startsWith("41.0", "50.0");
        assertThat(page.texts("//table[not(@class)]/caption").get(0)).startsWith("Percent, of one trial.");
    }

    @Test
    void theHeaderTellsWhatWasEvaluated() {
        Page page = Page.of(Inputs.small());

        assertThat(page.texts("//h1")).containsExactly("Evaluation of demo");
        assertThat(page.texts("//dd"))
                .containsExactly(
                        "demo set, test identities",
                        "all-search, infrared queries",
                        "observation",
                        "2026-11-24 10:11 UTC");
        assertThat(page.texts("//p[@class='note']")).containsExactly("The split is not the published one.");
        assertThat(page.texts("//details//tr")).containsExactly("optimiser.learningRate0.0003");
    }

    @Test
    void everyPlotIsNamedAndDescribedInWords() {
        Page page = Page.of(Inputs.small());

        List<String> titles = page.texts("//svg/title");
        assertThat(titles)
                .containsExactly(
                        "Cumulative matching characteristic",
                        "Precision and recall",
                        "observation, distances across modalities",
                        "observation, principal components",
                        "visible-infrared, errors over the threshold");
        assertThat(page.texts("//svg/@role")).hasSameSizeAs(titles).containsOnly("img");
        assertThat(page.texts("//svg[@aria-labelledby = concat(title/@id, ' ', desc/@id)]"))
                .hasSameSizeAs(titles);
        assertThat(page.texts("//@id")).doesNotHaveDuplicates();
        assertThat(page.texts("//svg/desc").get(0)).endsWith("At rank 1: chance 41.0 %, observation 41.0 %.");
        assertThat(page.texts("//svg/desc").get(2))
                .contains("two people: 7 pairs, median 0.11; same person: 7 pairs, median 0.07")
                .contains("4 visible and 2 infrared");
    }

    @Test
    void aStripFramesRightAndWrongPictures() {
        Page page = Page.of(Inputs.small());

        String strip = "(//div[@class='strip'])[1]";
        assertThat(page.texts("(//h4)[1]"))
                .containsExactly("Person 0031 by cam3, infrared: AP 50.0 %, first match at place 2");
        assertThat(page.texts(strip + "/figure/@class")).containsExactly("tile query", "tile wrong", "tile right");
        assertThat(page.texts(strip + "//span"))
                .containsExactly("query", "cam3", "✗ 0032", "cam1", "0.125", "✓ 0031", "cam4", "0.250");
        assertThat(page.texts("//img")).isEmpty();
    }

    @Test
    void picturesAreInThePageAndItSaysSo() {
        Page page = Page.of(Inputs.withPictures(Inputs.small()));

        assertThat(page.texts("//img/@src"))
                .hasSize(6)
                .allSatisfy(source -> assertThat(source).startsWith("data:image/jpeg;base64,"));
        assertThat(page.texts("(//div[@class='strip'])[1]//img/@alt"))
                .containsExactly(
                        "the query: person 0031", "place 1, wrong: person 0032", "place 2, right: person 0031");
        assertThat(page.texts("//p[@class='note']")).hasSize(2).anyMatch(note -> note.contains("pictures of people"));
    }

    @Test
    void trainingIsPlottedWhereItsHistoryIsGiven() {
        List<Map<String, Object>> history = List.of(
                Map.of("epoch", 1, "identity", 3.5, "learningRate", 0.001),
                Map.of("epoch", 2, "identity", 1.25, "learningRate", 0.0001));

        Page page = Page.of(Inputs.input("demo", Inputs.small().kinds(), history));

        assertThat(page.texts("//h2")).contains("Training");
        assertThat(page.texts("//svg[title='Loss by term']/desc"))
                .containsExactly("From the first epoch to the last: identity 3.500 to 1.250.");
        assertThat(page.texts("//svg[title='Learning rate']")).hasSize(1);
    }

    /** Of three rates only the first could be measured. */
    @Test
    void thresholdsAreListedAndMissingOnesMarked() {
        Page page = Page.of(Inputs.small());

        assertThat(page.texts("(//table[not(@class)])[2]//td"))
                .containsExactly("1234", "56", "12.5", "25.0 (0.5000)", "–", "–");
        assertThat(page.texts("(//table[not(@class)])[2]/caption").get(0)).contains("on the validation people");
        assertThat(page.texts("//svg[title='visible-infrared, errors over the threshold']/desc"))
                .containsExactly("Both errors are as frequent, 12.5 %, at the threshold 0.4321.");
    }

    @Test
    void plotsWithoutNumbersAreLeftOut() {
        Details empty = new Details(Inputs.distances(Map.of()), List.of(), List.of(), List.of());

        Page page = Page.of(Inputs.input("demo", List.of(Inputs.kind("observation", empty)), List.of()));

        assertThat(page.texts("//h2")).containsExactly("Results", "Retrieval curves", "Strangers and thresholds");
    }

    @Test
    void withoutPairsOfOnePersonOnlyTheOthersAreDrawn() {
        Details others =
                new Details(Inputs.distances(Map.of(Pair.OTHER_PERSON_WITHIN, 4)), List.of(), List.of(), List.of());

        Page page = Page.of(Inputs.input("demo", List.of(Inputs.kind("observation", others)), List.of()));

        assertThat(page.texts("//svg[title='observation, distances within a modality']/desc")
                        .get(0))
                .contains("two people: 7 pairs, median 0.09; same person: no pair");
    }
}

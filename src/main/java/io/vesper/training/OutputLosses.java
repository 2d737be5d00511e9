package io.vesper.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.vesper.loss.BatchHardTripletLoss;
import io.vesper.loss.Constants;
import io.vesper.loss.IdentityLoss;
import io.vesper.loss.LossWeights.Outputs;
import io.vesper.loss.MetricLoss;
import io.vesper.loss.Posterior;
import io.vesper.loss.PriorDivergenceLoss;
import io.vesper.loss.RankedListLoss;
import io.vesper.loss.RankedListSettings;
import io.vesper.network.BranchOutput;
import io.vesper.network.NetworkOutput;
import io.vesper.network.Routing;
import io.vesper.preset.LossSettings;
import io.vesper.training.BatchLabels.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The terms that are one loss summed over the outputs, each with its weight; outputs of weight 0 are not looked at. */
final class OutputLosses {
    private final Routing routing;
    private final IdentityLoss identity;
    private final MetricLoss metric;
    private final PriorDivergenceLoss priorDivergence = new PriorDivergenceLoss();

    /** Some rows of one output, what is known of them, and how much they count. */
    private record Weighed(NDArray values, Rows rows, double weight) {}

    /** Where an output is found, and the factor of its weight. */
    private record Place(Function<BranchOutput, NDArray> values, double factor) {}

    OutputLosses(LossSettings settings, Routing routing) {
        this.routing = routing;
        identity = new IdentityLoss(settings.labelSmoothing());
        metric = settings.metric().equals("ranked-list")
                ? new RankedListLoss(RankedListSettings.DEFAULT)
                : new BatchHardTripletLoss(settings.margin(), true);
    }

    NDArray identity(NetworkOutput output, BatchLabels labels, Outputs weights) {
        List<Weighed> logits = new ArrayList<>();
        List<Place> places = places(weights, BranchOutput::observationLogits, BranchOutput::representationLogits);
        for (Place place : places) {
            logits.addAll(specific(output, labels, weights, place));
            logits.addAll(shared(output, labels, weights, place));
        }
        return sum(logits, one -> identity.of(one.values, one.rows.identities()));
    }

    NDArray metric(NetworkOutput output, BatchLabels labels, Outputs weights) {
        List<Weighed> features = new ArrayList<>();
        List<Place> places = places(weights, BranchOutput::observation, BranchOutput::representation);
        for (Place place : places) {
            features.addAll(specific(output, labels, weights, place));
            features.addAll(
                    routing == Routing.SPLIT
                            ? sharedTogether(output, labels, weights, place)
                            : shared(output, labels, weights, place));
        }
        return sum(features, one -> metric.of(one.values, one.rows.identities(), one.rows.infrared()));
    }

    NDArray priorDivergence(NetworkOutput output, BatchLabels labels, Outputs weights) {
        Place place = new Place(branch -> priorDivergence.of(new Posterior(branch.mean(), branch.deviation())), 1);
        List<Weighed> divergences = new ArrayList<>(specific(output, labels, weights, place));
        divergences.addAll(shared(output, labels, weights, place));
        return sum(divergences, Weighed::values);
    }

    /** The observations, and unless they count nothing the representations. */
    private static List<Place> places(
            Outputs weights, Function<BranchOutput, NDArray> observed, Function<BranchOutput, NDArray> represented) {
        return weights.representation() == 0
                ? List.of(new Place(observed, 1))
                : List.of(new Place(observed, 1), new Place(represented, weights.representation()));
    }

    private static List<Weighed> specific(NetworkOutput output, BatchLabels labels, Outputs weights, Place place) {
        if (weights.specific() == 0) {
            return List.of();
        }
        double weight = weights.specific() * place.factor;
        return List.of(
                new Weighed(place.values.apply(output.infrared()), labels.infrared(), weight),
                new Weighed(place.values.apply(output.visible()), labels.visible(), weight));
    }

    private static List<Weighed> shared(NetworkOutput output, BatchLabels labels, Outputs weights, Place place) {
        if (weights.shared() == 0) {
            return List.of();
        }
        double weight = weights.shared() * place.factor;
        return List.of(
                new Weighed(place.values.apply(output.sharedInfrared()), labels.infrared(), weight),
                new Weighed(place.values.apply(output.sharedVisible()), labels.visible(), weight));
    }

    /** Split routing: pictures of both modalities as one list, or nothing would tie them together. */
    private static List<Weighed> sharedTogether(
            NetworkOutput output, BatchLabels labels, Outputs weights, Place place) {
        if (weights.shared() == 0) {
            return List.of();
        }
        NDList halves =
                new NDList(place.values.apply(output.sharedVisible()), place.values.apply(output.sharedInfrared()));
        return List.of(new Weighed(NDArrays.concat(halves), labels.all(), 2 * weights.shared() * place.factor));
    }

    private static NDArray sum(List<Weighed> outputs, Function<Weighed, NDArray> loss) {
        return outputs.stream()
                .map(one -> Constants.times(loss.apply(one), one.weight))
                .reduce(NDArray::add)
                .orElseThrow();
    }
}

package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.vesper.checkpoint.TensorSource;

/** A network with weights from a file; what the file lacks keeps its random start. Owns its memory until closed. */
public final class ImportedNetwork implements AutoCloseable {
    private final CrossModalNetwork network;
    private final TensorSource needed;
    private final WeightsImport comparison;

    /**
     * Builds a network with a random start, and compares it with a file. A file in which only the shared branch is found is
     * compared with what serving needs.
     *
     * @param source the file
     * @param format whose names it has
     * @param architecture of the network
     * @param seed of the random start
     */
    public ImportedNetwork(TensorSource source, WeightsFormat format, NetworkArchitecture architecture, long seed) {
        Engine.getInstance().setRandomSeed((int) (seed & Integer.MAX_VALUE));
        network = new CrossModalNetwork(architecture, Device.cpu());
        WeightsImport whole = new WeightsImport(source, format, network.weights());
        boolean serves = BranchWeights.of(whole.fitting()).equals(BranchWeights.SERVING);
        needed = serves ? BranchWeights.serving(network.weights()) : network.weights();
        comparison = serves ? new WeightsImport(source, format, needed) : whole;
    }

    /** What fits and what does not. */
    public WeightsImport comparison() {
        return comparison;
    }

    /** Copies the tensors that fit; returns all that the network, or serving, needs. */
    public TensorSource load() {
        ParameterTensors.copyInto(network.parameters(), comparison.fitting());
        return needed;
    }

    @Override
    public void close() {
        network.close();
    }
}

package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.vesper.checkpoint.TensorSource;

/** A network with weights from a file; what the file lacks keeps its random start. Owns its memory until closed. */
public final class ImportedNetwork implements AutoCloseable {
    private final CrossModalNetwork network;
    private final WeightsImport weights;

    /**
     * Builds the network, and compares it with a file; {@link #load} copies.
     *
     * @param source the file
     * @param format whose names it has
     * @param architecture of the network
     * @param seed of the random start
     */
    public ImportedNetwork(TensorSource source, WeightsFormat format, NetworkArchitecture architecture, long seed) {
        Engine.getInstance().setRandomSeed((int) (seed & Integer.MAX_VALUE));
        network = new CrossModalNetwork(architecture, Device.cpu());
        weights = new WeightsImport(source, format, network.weights());
    }

    /** What fits and what does not. */
    public WeightsImport comparison() {
        return weights;
    }

    /** Copies the tensors that fit; returns all of the network's. */
    public TensorSource load() {
        ParameterTensors.copyInto(network.parameters(), weights.fitting());
        return network.weights();
    }

    @Override
    public void close() {
        network.close();
    }
}

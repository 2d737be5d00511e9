package io.vesper.network;

import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.ImportReport.Row;
import io.vesper.network.ImportReport.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tensors of a weights file go where in a network. Only names and shapes are looked at; no value is read. */
public final class WeightsImport {
    private final TensorSource source;
    private final WeightsFormat format;
    private final Map<String, String> sourceNames = new LinkedHashMap<>();
    /** By the file's name: several parameters of ours may take one tensor. */
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /**
     * Compares a file with a network.
     *
     * @param source the file
     * @param format whose names it has
     * @param network names and shapes it should have
     */
    public WeightsImport(TensorSource source, WeightsFormat format, TensorSource network) {
        this.source = source;
        this.format = format;
        network.names().forEach(parameter -> place(parameter, network.shape(parameter)));
        for (String name : source.names()) {
            Status status = format.ignores(name) ? Status.IGNORED : Status.EXTRA;
            rows.putIfAbsent(name, new Row(status, name, null, ImportReport.sizes(source.shape(name))));
        }
    }

    private void place(String parameter, long[] shape) {
        String name = format.sourceName(parameter);
        if (name == null) {
            return;
        }
        List<Long> expected = ImportReport.sizes(shape);
        if (!source.names().contains(name)) {
            rows.put(name, new Row(Status.MISSING, name, expected, null));
            return;
        }
        List<Long> found = ImportReport.sizes(source.shape(name));
        boolean fits = expected.equals(found);
        rows.put(name, new Row(fits ? Status.LOADED : Status.MISSHAPED, name, expected, found));
        if (fits) {
            sourceNames.put(parameter, name);
        }
    }

    /** What becomes of each tensor. */
    public ImportReport report() {
        return new ImportReport(new ArrayList<>(rows.values()));
    }

    /**
     * Insists on a file that fits exactly.
     *
     * @throws IllegalArgumentException if anything is missing, extra or misshaped
     */
    public void requireExact() {
        if (!report().isExact()) {
            throw new IllegalArgumentException(
                    "The weights do not fit exactly (%s), but must. Maybe they belong to another backbone or number of identities.\n%s"
                            .formatted(report().summary(), report().table()));
        }
    }

    /** The tensors that fit, under the network's names. */
    public TensorSource fitting() {
        return new RenamedTensors(source, sourceNames);
    }

    /** The tensors that fit, each once, under the file's names. */
    public TensorSource fittingAsNamed() {
        Set<String> fitting = new LinkedHashSet<>(sourceNames.values());
        return RenamedTensors.select(source, fitting::contains);
    }
}

package io.vesper.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Option;

/** Training settings given one by one. */
final class SettingOptions {
    @Option(names = "--set", description = "A training setting, for example optimiser.learningRate=0.001")
    Map<String, String> overrides = new LinkedHashMap<>();

    /** Values as YAML, as in the presets: 0.1 is a number and [1, 2] a list. */
    Map<String, Object> typed() {
        Map<String, Object> typed = new LinkedHashMap<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        overrides.forEach((name, value) -> {
            Object setting = load(yaml, name, value);
            if (setting == null) {
                throw new CommandFailedException("The training setting (%s) must have a value.".formatted(name));
            }
            typed.put(name, setting);
        });
        return typed;
    }

    private static @Nullable Object load(Yaml yaml, String name, String value) {
        try {
            return yaml.load(value);
        } catch (YAMLException e) {
            throw new CommandFailedException(
                    "The training setting (%s) has the value (%s), which is no YAML. Maybe a bracket or a quote is missing."
                            .formatted(name, value),
                    e);
        }
    }
}

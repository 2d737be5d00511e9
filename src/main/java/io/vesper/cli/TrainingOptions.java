package io.vesper.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command trains on, and how. */
final class TrainingOptions {
    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--preset", defaultValue = "demo", description = "demo, compact, paper or official. Default: demo")
    String preset = "demo";

    @Option(names = "--epochs", description = "Of a training, instead of the preset's")
    @Nullable
    Integer epochs;

    @Mixin
    SettingOptions settings = new SettingOptions();
}

package io.vesper.cli;

import io.vesper.exchange.ImportSettings;
import io.vesper.transform.InputSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a weights file may not tell of itself: how pictures become embeddings. */
final class RecipeOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

    @Option(names = "--backbone", description = "resnet50, resnet18, … Default: what the tensors tell")
    @Nullable
    String backbone;

    @Option(
            names = "--input-size",
            paramLabel = "HxW",
            description = "Of pictures. Default: as noted in the file, or 256x128")
    @Nullable
    String inputSize;

    @Option(
            names = "--embedding",
            description = "observation, representation or all. Default: as noted, or observation")
    @Nullable
    String embeddingKind;

    @Option(names = "--visible-input", description = "colour or luminance. Default: as noted in the file, or colour")
    @Nullable
    String visibleInput;

    ImportSettings.Recipe recipe() {
        return new ImportSettings.Recipe(backbone, size(), embeddingKind, visibleInput);
    }

    private @Nullable InputSize size() {
        if (inputSize == null) {
            return null;
        }
        Matcher size = SIZE.matcher(inputSize);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "The input size (%s) must be height x width in pixels, for example 256x128.".formatted(inputSize));
        }
        return new InputSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }
}

package io.vesper.cli;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.PersonCrop;
import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code vesper embed}: pictures to vectors, one JSON object a line. */
@Command(
        name = "embed",
        description = "Prints the embedding of each picture, one JSON object a line.",
        mixinStandardHelpOptions = true)
final class EmbedCommand implements Runnable {
    private final Application application;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Option(names = "--model", defaultValue = "synthetic", description = "A published model. Default: synthetic")
    String modelId = "synthetic";

    @Option(names = "--modality", required = true, description = "visible or infrared")
    String modality = "";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Pictures: JPEG, PNG or BMP")
    List<Path> files = new ArrayList<>();

    EmbedCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        Modality taken = Modality.of(modality);
        try (ConfigurableApplicationContext beans = folders.start(application);
                Embedder embedder = beans.getBean(ModelRegistry.class).open(modelId)) {
            for (Path file : files) {
                print(file, embedder.embed(List.of(crop(file, taken))).get(0));
            }
        }
    }

    private PersonCrop crop(Path file, Modality taken) {
        try {
            return new PersonCrop(decoder.decode(Files.readAllBytes(file)), taken);
        } catch (IOException e) {
            throw new CommandFailedException("The picture (%s) cannot be read: %s.".formatted(file, e));
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            throw new CommandFailedException("The picture (%s) cannot be used: %s".formatted(file, e.getMessage()));
        }
    }

    private void print(Path file, Embedding embedding) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        line.put("modelId", modelId);
        line.put("embedding", embedding.toArray());
        console.print(JsonMapper.shared().writeValueAsString(line));
    }
}

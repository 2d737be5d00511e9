package io.vesper.assessment;

import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder with the dataset {@code datasets/site}, one picture a person and modality, and the shipped model without thresholds. */
public record TestSite(Path folder) {
    /** The shipped model's id. */
    public static final String MODEL = "synthetic";

    /** @param people of whom three in ten are for testing */
    public static TestSite make(Path folder, int people) throws IOException {
        for (int person = 0; person < people; person++) {
            picture(folder.resolve("datasets/site/visible/p" + person + "/day.png"), 0x113355 * person);
            picture(folder.resolve("datasets/site/infrared/p" + person + "/night.png"), 0x101010 * person);
        }
        TestSite site = new TestSite(folder);
        site.publish(MODEL);
        return site;
    }

    private static void picture(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(16, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 16; x++) {
                image.setRGB(x, y, (x + y) % 5 * colour);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Publishes the shipped model's weights under an id. */
    public void publish(String modelId) throws IOException {
        Path model = Files.createDirectories(modelsDir().resolve(modelId));
        Files.copy(Path.of("models/synthetic/model.safetensors"), model.resolve("model.safetensors"));
        JsonMapper json = JsonMapper.shared();
        ObjectNode manifest = (ObjectNode)
                json.readTree(Path.of("models/synthetic/model.json").toFile());
        manifest.put("modelId", modelId).remove("openSet");
        Files.writeString(model.resolve("model.json"), json.writeValueAsString(manifest));
    }

    /** The picture of a person by day. */
    public Path day(String person) {
        return folder.resolve("datasets/site/visible/" + person + "/day.png");
    }

    public Path modelsDir() {
        return folder.resolve("models");
    }

    public ModelsFolder models() {
        return new ModelsFolder(new EmbeddingSettings(modelsDir(), null));
    }
}

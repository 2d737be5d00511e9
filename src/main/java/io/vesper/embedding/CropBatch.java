package io.vesper.embedding;

import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import io.vesper.transform.ImageTransform;
import java.util.List;

/**
 * Crops as a network takes them.
 *
 * @param images normalised, N of [3, H, W] one after another; not copied
 * @param luminance for each whether its luminance is looked at, or its colours; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, handed to the network at once, never compared.
public record CropBatch(float[] images, boolean[] luminance) {

    /** Resizes and normalises crops of any size. */
    public static CropBatch of(List<PersonCrop> crops, EmbeddingRecipe recipe) {
        ImageTransform transform = new ImageTransform(recipe.inputSize(), recipe.normalisation());
        boolean visibleInLuminance = VisibleInput.of(recipe.visibleInput()) == VisibleInput.LUMINANCE;
        int imageLength = recipe.inputSize().values();
        float[] images = new float[crops.size() * imageLength];
        boolean[] luminance = new boolean[crops.size()];
        for (int i = 0; i < crops.size(); i++) {
            transform.writeTo(crops.get(i).image(), images, i * imageLength);
            luminance[i] = crops.get(i).modality() == Modality.INFRARED || visibleInLuminance;
        }
        return new CropBatch(images, luminance);
    }
}

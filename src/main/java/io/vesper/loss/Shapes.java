package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Refuses tensors that would broadcast into a loss of no meaning. */
final class Shapes {
    private Shapes() {}

    static void requireMatrix(String name, NDArray array) {
        Shape shape = array.getShape();
        if (shape.dimension() != 2 || shape.size() == 0) {
            throw new IllegalArgumentException(
                    "The %s have the shape %s, but must be a matrix with one row for each image. Maybe they were not pooled."
                            .formatted(name, shape));
        }
    }

    /** Two matrices of class logits for the same images and the same identities. */
    static void requireSameMatrix(String name, NDArray first, NDArray second) {
        requireMatrix(name, first);
        requireMatrix(name, second);
        if (!first.getShape().equals(second.getShape())) {
            throw new IllegalArgumentException(
                    "The %s have the shapes %s and %s, but must be equal. Maybe they come from different batches or classifiers."
                            .formatted(name, first.getShape(), second.getShape()));
        }
    }

    /** One value of the type for each row of the matrix. */
    static void requireOnePerRow(String name, NDArray vector, DataType type, NDArray matrix) {
        long rows = matrix.getShape().get(0);
        if (!vector.getShape().equals(new Shape(rows)) || vector.getDataType() != type) {
            throw new IllegalArgumentException(
                    "The %s are %s %s, but must be %s %s for %d images. Maybe they belong to another batch."
                            .formatted(name, vector.getDataType(), vector.getShape(), type, new Shape(rows), rows));
        }
    }
}

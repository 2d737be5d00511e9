package io.vesper.index;

/** Sees the rows of an index that a filter accepts, in the order of enrolment. */
interface RowVisitor {
    void visit(IndexChunk chunk, int row);
}

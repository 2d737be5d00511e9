package io.vesper.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/** What is not seen in any answer, but in how long it takes. */
class VectorKernelSizeTest {
    /** HotSpot's FreqInlineSize. */
    private static final int INLINED = 325;

    private final Map<String, Integer> sizes = new HashMap<>();
    private int end;

    @Test
    void theLoopsAreTooLongToBeInlined() throws IOException {
        ClassReader reader = new ClassReader(VectorKernel.class.getName()) {
            /** The last one of a method stands behind its last instruction, where its variables end. */
            @Override
            protected Label readLabel(int offset, Label[] labels) {
                end = Math.max(end, offset);
                return super.readLabel(offset, labels);
            }
        };
        reader.accept(new Methods(), 0);

        assertThat(sizes)
                .hasSize(3)
                .allSatisfy((method, size) -> assertThat(size).isGreaterThan(INLINED));
    }

    private final class Methods extends ClassVisitor {
        Methods() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            end = 0;
            boolean isLoop = name.equals("multiply") && type.startsWith("([") || name.equals("tile");
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitEnd() {
                    if (isLoop) {
                        sizes.put(name + type, end);
                    }
                }
            };
        }
    }
}

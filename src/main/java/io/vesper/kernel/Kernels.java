package io.vesper.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernel that this Java virtual machine runs best. */
public final class Kernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final String MODULE = "jdk.incubator.vector";
    private static final Kernel BEST = choose();

    private Kernels() {}

    /** The same for as long as the machine runs. */
    public static Kernel best() {
        return BEST;
    }

    private static Kernel choose() {
        boolean isThere = ModuleLayer.boot().findModule(MODULE).isPresent();
        Kernel kernel = isThere && optimises() ? new VectorKernel() : new ScalarKernel();
        if (isThere) {
            LOG.info("Searches run on the kernel ({}).", kernel.name());
        } else {
            LOG.info(
                    "Searches run on the kernel ({}). Maybe start Java with --add-modules {}: it is several times faster.",
                    kernel.name(),
                    MODULE);
        }
        return kernel;
    }

    /** Whether the optimising compiler is at work; without it each vector is an object, and the loop over floats far faster. */
    private static boolean optimises() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return !System.getProperty("java.vm.info", "").contains("interpreted mode")
                && machine.getVMOption("TieredStopAtLevel").getValue().equals("4");
    }
}

package dev.weir.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a job took of this process.
 *
 * @param cpu seconds of all its threads, in user and system mode
 * @param wall seconds on the clock
 */
record Cost(double cpu, double wall) {

    /** Runs a job on a heap that was swept before. */
    static Cost of(Runnable job) {
        System.gc();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        job.run();
        return new Cost((system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
    }

    Cost mean(Cost other) {
        return new Cost((cpu + other.cpu) / 2, (wall + other.wall) / 2);
    }

    Cost minus(Cost other) {
        return new Cost(cpu - other.cpu, wall - other.wall);
    }

    /** The medians, each by itself. */
    static Cost median(List<Cost> costs) {
        return new Cost(median(costs, Cost::cpu), median(costs, Cost::wall));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

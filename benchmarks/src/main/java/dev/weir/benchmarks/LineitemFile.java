package dev.weir.benchmarks;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** TPC-H's lineitem as text with a header and {@code |} between fields; one row in a thousand breaks a rule. */
public final class LineitemFile {

    private static final String HEADER = "l_orderkey|l_partkey|l_suppkey|l_linenumber|l_quantity|l_extendedprice"
            + "|l_discount|l_tax|l_returnflag|l_linestatus|l_shipdate|l_commitdate|l_receiptdate|l_shipinstruct"
            + "|l_shipmode|l_comment";

    private LineitemFile() {}

    /** Arguments: the file, which is made when it is not there yet, and the scale (1 is 6 million rows, 754 MB). */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]).toAbsolutePath(), Double.parseDouble(arguments[1]));
    }

    private static void write(Path file, double scale) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        long row = 0;
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            out.write('\n');
            for (LineItem item : new LineItemGenerator(scale, 1, 1)) {
                String line = item.toLine();
                line = line.endsWith("|") ? line.substring(0, line.length() - 1) : line;
                out.write(
                        ++row % 1000 == 0
                                ? line.replaceFirst("\\|(AIR|FOB|MAIL|RAIL|REG AIR|SHIP|TRUCK)\\|", "|SLED|")
                                : line);
                out.write('\n');
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

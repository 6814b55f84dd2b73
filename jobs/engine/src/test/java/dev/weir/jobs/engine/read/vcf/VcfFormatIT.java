package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class VcfFormatIT extends SourceFormatContract {

    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=id,Number=1,Type=Integer,Description="">
            ##INFO=<ID=name,Number=1,Type=String,Description="">
            ##INFO=<ID=weight,Number=1,Type=Float,Description="">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    VcfFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "vcf";
    }

    @Override
    protected String header(String column) {
        return "INFO/" + column;
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (Written record : records) {
            text.append("1\t1\t.\tA\tC\t.\t.\tid=")
                    .append(record.id())
                    .append(";name=")
                    .append(record.name().orElse("."))
                    .append(";weight=")
                    .append(record.weight())
                    .append('\n');
        }
        Files.writeString(file, text.toString());
    }

    @Override
    protected long line(int record) {
        return record + 6L;
    }
}

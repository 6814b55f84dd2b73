package dev.weir.jobs.engine.discover;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;

/**
 * Files of one layout, as a contract describes them.
 *
 * @param layout that was found
 * @param dialect the same in the words of the contract
 */
public record DescribedFiles(List<SourceFile> files, Layout layout, Source.Dialect dialect) implements DescribedLayout {

    public DescribedFiles {
        files = List.copyOf(files);
    }

    @Override
    public String name() {
        return files.get(0).name();
    }
}

package dev.weir.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Names temporary folders of tests by letters. Of the nineteen random digits that JUnit takes one row in a hundred is a bank card, which
 * {@code weir.yaml} may not hold, and tests write their folders there.
 */
public final class LetteredFolders implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        Path numbered = Files.createTempDirectory("weir-");
        String letters = numbered.getFileName()
                .toString()
                .chars()
                .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? c - '0' + 'a' : c))
                .collect(Collectors.joining());
        return Files.move(numbered, numbered.resolveSibling(letters));
    }
}

package dev.weir.contracts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class WebFolderTest {

    private static final WebFolder FOLDER = new WebFolder("https://data.example.org/warehouse/");

    /** What a server gets is the path of the file. */
    @Property
    void theAddressOfAFileIsItsPath(@ForAll @Size(min = 1, max = 4) List<@NotEmpty String> names) {
        String path = String.join("/", names.stream().map(WebFolderTest::name).toList());
        String address = FOLDER.file(path);
        assertThat(URI.create(address).toASCIIString()).isEqualTo(address);
        assertThat(URI.create(address).getPath()).isEqualTo("/warehouse/" + path);
    }

    /** A name of a file has no slash, and UTF-8 has no half of a letter. */
    private static String name(String any) {
        return "n" + any.replaceAll("[/\\x{D800}-\\x{DFFF}]", "-");
    }
}

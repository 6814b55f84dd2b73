package dev.weir.releases.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.releases.chain.FileChain.Link;
import dev.weir.releases.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChainTest {

    @TempDir
    Path temporary;

    private Path folder;
    private FileChain chain;

    @BeforeEach
    void open() {
        folder = temporary.resolve("chain");
        chain = new FileChain(new LocalStorage(folder), "chain", Code.INVALID_VALUE);
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(chain.read()).isEmpty();
    }

    @Test
    void readsBackWhatWasAddedInOrder() {
        Link first = add(Optional.empty(), "a").orElseThrow();
        Link second = add(Optional.of(first), "b").orElseThrow();
        assertThat(chain.read()).containsExactly(first, second);
        assertThat(folder.resolve("000002.json")).hasContent(second.text());
    }

    @Test
    void takesOneEntryAfterEachHead() {
        Link first = add(Optional.empty(), "a").orElseThrow();
        assertThat(add(Optional.empty(), "b")).isEmpty();
        assertThat(chain.read()).containsExactly(first);
    }

    @Test
    void namesTheEntryThatWasChanged() throws IOException {
        three();
        Files.writeString(
                folder.resolve("000002.json"),
                Files.readString(folder.resolve("000002.json")).replace("\"b\"", "\"x\""));
        assertBroken("chain/000002.json", "is not the file that the chain was built on");
    }

    @Test
    void namesTheEntryThatIsGone() throws IOException {
        three();
        Files.delete(folder.resolve("000002.json"));
        assertBroken("chain/000002.json", "is missing");
    }

    @Test
    void namesTheFirstEntryThatIsGone() throws IOException {
        three();
        Files.delete(folder.resolve("000001.json"));
        assertBroken("chain/000001.json", "is missing");
    }

    @Test
    void namesWhatIsNoEntry() throws IOException {
        three();
        Files.writeString(folder.resolve("000003.json"), "{ \"previous");
        assertBroken("chain/000003.json", "is no entry");
        Files.writeString(folder.resolve("note.txt"), "hello");
        Files.delete(folder.resolve("000003.json"));
        assertBroken("chain/note.txt", "is no entry");
    }

    @Test
    void doesNotSeeWhatAnUnfinishedWriteLeft() throws IOException {
        Link first = add(Optional.empty(), "a").orElseThrow();
        Files.writeString(folder.resolve(".1234.part"), "{");
        Files.createDirectories(folder.resolve("people"));
        assertThat(chain.read()).containsExactly(first);
    }

    @Test
    void saysThatItCannotBeWritten() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        assertThatThrownBy(() -> add(Optional.empty(), "a"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_WRITABLE));
    }

    @Test
    void givesEachOfManyWritersItsOwnNumber() throws Exception {
        int writers = 8;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String who = "writer-" + i;
            tasks.add(() -> {
                start.await();
                Optional<Link> added = Optional.empty();
                while (added.isEmpty()) {
                    List<Link> links = chain.read();
                    added = add(links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1)), who);
                }
                return added.get().number();
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Long> numbers = new ArrayList<>();
            for (Future<Long> future : threads.invokeAll(tasks)) {
                numbers.add(future.get());
            }
            assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        } finally {
            threads.shutdown();
        }
        assertThat(chain.read()).hasSize(writers);
    }

    private void three() {
        Link first = add(Optional.empty(), "a").orElseThrow();
        Link second = add(Optional.of(first), "b").orElseThrow();
        assertThat(add(Optional.of(second), "c")).isPresent();
    }

    private Optional<Link> add(Optional<Link> head, String value) {
        var entry = Json.object();
        head.ifPresent(link -> entry.put(FileChain.PREVIOUS, link.sha256()));
        return chain.append(head, Json.print(entry.put("value", value)));
    }

    private void assertBroken(String place, String what) {
        assertThatThrownBy(() -> chain.read())
                .isInstanceOfSatisfying(ProblemsException.class, e -> {
                    assertThat(e.problems().get(0).code()).isEqualTo(Code.INVALID_VALUE);
                    assertThat(e.problems().get(0).place().file()).isEqualTo(place);
                })
                .hasMessageContaining(what);
    }
}

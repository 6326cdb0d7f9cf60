/* Probe for src/cmake/libgit2.cmake: starts libgit2, writes an object and reads it back. */

#include <git2.h>
#include <string.h>

int main(int argc, char** argv) {
  static const char text[] = "one object\n";
  git_repository* repository = NULL;
  git_odb* odb = NULL;
  git_odb_object* object = NULL;
  git_oid id;
  int status = 1;

  if (argc != 2 || git_libgit2_init() < 0) return 1;
  if (git_repository_init(&repository, argv[1], 1) == 0 &&
      git_repository_odb(&odb, repository) == 0 &&
      git_odb_write(&id, odb, text, sizeof text - 1, GIT_OBJECT_BLOB) == 0 &&
      git_odb_read(&object, odb, &id) == 0 && git_odb_object_size(object) == sizeof text - 1 &&
      memcmp(git_odb_object_data(object), text, sizeof text - 1) == 0)
    status = 0;
  git_odb_object_free(object);
  git_odb_free(odb);
  git_repository_free(repository);
  git_libgit2_shutdown();
  return status;
}

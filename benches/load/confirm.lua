-- The press of each link's button, once: the first line of the file is the form, each other one a path.
local body, paths, n = "", {}, 0

function init(args)
  local lines = io.lines(args[1])
  body = lines()
  for path in lines do
    paths[#paths + 1] = path
  end
end

function request()
  n = n + 1
  -- A link that was used would cost less: when there is none left, the run fails.
  return wrk.format("POST", paths[n] or "/no-link-is-left", { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end

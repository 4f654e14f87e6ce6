# Prepares a Ruby issue tracker (Debian's package of Redmine) for bench/peer.sh: interface for programs switched on, one
# project with 30 issues, keys of the administrator printed on the last line.
Setting.rest_api_enabled = '1'
admin = User.find_by(login: 'admin')
admin.update_columns(must_change_passwd: false)
key = Token.create!(user: admin, action: 'api').value
project = Project.create!(name: 'Bench', identifier: 'bench', tracker_ids: Tracker.pluck(:id))
30.times do |n|
  Issue.create!(project: project, tracker: project.trackers.first, author: admin, subject: "Việc số #{n}",
                priority: IssuePriority.first, status: IssueStatus.first)
end
puts [key, project.id, IssueStatus.pluck(:id).first(2).join(',')].join(' ')
